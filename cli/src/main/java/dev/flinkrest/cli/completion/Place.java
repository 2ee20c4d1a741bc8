package dev.flinkrest.cli.completion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Is where the cursor stands: what the words before it have said. */
final class Place {
    private CommandSpec command;
    private @Nullable OptionSpec awaited;
    private boolean onlyOperands;
    private final List<String> operands = new ArrayList<>();
    private List<String> urls = List.of();
    private @Nullable String context;

    private Place(CommandSpec root) {
        this.command = root;
    }

    static Place after(List<String> words, CommandSpec root) {
        Place place = new Place(root);
        words.forEach(place::read);
        return place;
    }

    private void read(String word) {
        if (awaited != null) {
            note(awaited, word);
            awaited = null;
        } else if (onlyOperands) {
            operands.add(word);
        } else if (word.equals("--")) {
            onlyOperands = true;
        } else if (word.startsWith("-") && word.length() > 1) {
            int equals = word.indexOf('=');
            OptionSpec option =
                    command.optionsMap().get(equals < 0 ? word : word.substring(0, equals));
            if (option != null && equals >= 0) {
                note(option, word.substring(equals + 1));
            } else if (option != null && option.arity().min() > 0) {
                awaited = option;
            }
        } else {
            CommandLine sub = command.subcommands().get(word);
            if (sub == null) {
                operands.add(word);
            } else {
                command = sub.getCommandSpec();
            }
        }
    }

    private void note(OptionSpec option, String value) {
        switch (option.longestName()) {
            case "--url" -> urls = List.of(value.split(",", -1));
            case "--context" -> context = value;
            default -> {
                // says nothing about the cluster
            }
        }
    }

    CommandSpec command() {
        return command;
    }

    /** Returns the option whose value comes next; null if none does. */
    @Nullable OptionSpec awaited() {
        return awaited;
    }

    /** Returns an option of the command; null if it has none of that name. */
    @Nullable OptionSpec option(String name) {
        return command.optionsMap().get(name);
    }

    /** Tells whether what comes next is no option, whatever it begins with. */
    boolean onlyOperands() {
        return onlyOperands;
    }

    List<String> operands() {
        return operands;
    }

    List<String> urls() {
        return urls;
    }

    @Nullable String context() {
        return context;
    }

    /** Returns what the next operand is; null if there can be none. */
    @Nullable PositionalParamSpec operand() {
        return command.positionalParameters().stream()
                .filter(one -> one.index().contains(operands.size()))
                .findFirst()
                .orElse(null);
    }

    List<Candidate> options() {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .map(option -> new Candidate(option.longestName(), first(option.description())))
                .toList();
    }

    List<Candidate> subcommands() {
        List<Candidate> all = new ArrayList<>();
        command.subcommands()
                .forEach(
                        (name, line) -> {
                            CommandSpec sub = line.getCommandSpec();
                            if (!sub.usageMessage().hidden()) {
                                all.add(
                                        new Candidate(
                                                name, first(sub.usageMessage().description())));
                            }
                        });
        return all;
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : lines[0].replaceAll("[:;] *\\$\\{.*", ".");
    }
}
