package dev.flinkrest.cli.completion;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers a shell: what may the last of these words become? */
@Command(name = "__complete", hidden = true, description = "Completes a command line.")
public final class CompleteCommand extends CliCommand {
    @Parameters(arity = "0..*", description = "The words up to the cursor.")
    private List<String> words = List.of();

    @Option(names = "--line", description = "The line up to the cursor, as it was typed.")
    private @Nullable String line;

    @Option(
            names = "--breaks",
            defaultValue = "",
            description = "After which characters the shell puts what is printed.")
    private String breaks = "";

    private final BiFunction<Session, List<String>, CommandSpec> commands;

    /**
     * Makes the command.
     *
     * @param commands puts the commands together that words name
     */
    public CompleteCommand(BiFunction<Session, List<String>, CommandSpec> commands) {
        this.commands = commands;
    }

    @Override
    protected void run(Session session) {
        List<String> typed = typed();
        String last = typed.isEmpty() ? "" : typed.get(typed.size() - 1);
        List<String> before = typed.isEmpty() ? List.of() : typed.subList(0, typed.size() - 1);
        Place place = Place.after(before, commands.apply(session, typed));
        for (Candidate candidate : candidates(session, place, last)) {
            String word = candidate.word().substring(broken(last));
            session.out().text(word + "\t" + candidate.description());
        }
    }

    /** Returns the words after the program's name. */
    private List<String> typed() {
        if (line == null) {
            return words;
        }
        List<String> all = ShellWords.of(line);
        return all.subList(1, all.size());
    }

    /** Returns how much of a word the shell keeps as it is. */
    private int broken(String word) {
        int end = word.length();
        while (end > 0
                && (Character.isWhitespace(word.charAt(end - 1))
                        || breaks.indexOf(word.charAt(end - 1)) < 0)) {
            end--;
        }
        return end;
    }

    private static List<Candidate> candidates(Session session, Place place, String last) {
        List<Candidate> all;
        int equals = last.startsWith("--") && !place.onlyOperands() ? last.indexOf('=') : -1;
        OptionSpec given = equals < 0 ? null : place.option(last.substring(0, equals));
        if (place.awaited() != null) {
            all =
                    new Values(session.like(place.urls(), place.context()), place)
                            .of(place.awaited());
        } else if (given != null) {
            String name = last.substring(0, equals + 1);
            all =
                    new Values(session.like(place.urls(), place.context()), place)
                            .of(given).stream()
                                    .map(one -> new Candidate(name + one.word(), one.description()))
                                    .toList();
        } else if (last.startsWith("-") && !place.onlyOperands()) {
            all = place.options();
        } else if (!place.command().subcommands().isEmpty()) {
            all = place.subcommands();
        } else {
            ArgSpec operand = place.operand();
            all =
                    operand == null
                            ? List.of()
                            : new Values(session.like(place.urls(), place.context()), place)
                                    .of(operand);
        }
        return all.stream()
                .filter(one -> one.word().regionMatches(true, 0, last, 0, last.length()))
                .toList();
    }
}
