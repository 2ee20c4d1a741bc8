package dev.flinkrest.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Puts into words what the commands say of themselves. */
final class Words {
    private Words() {}

    /** Returns what an option or operand does, its default and its candidates filled in. */
    static String description(ArgSpec argument) {
        Iterable<String> known = argument.completionCandidates();
        String candidates =
                known == null
                        ? ""
                        : String.join(
                                ", ", StreamSupport.stream(known.spliterator(), false).toList());
        return String.join(" ", argument.description())
                .replace("${COMPLETION-CANDIDATES}", candidates)
                .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
    }

    /** Returns an option's names, with the label of its value. */
    static String names(OptionSpec option) {
        String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        return String.join(", ", option.names()) + label;
    }

    static String synopsis(CommandSpec command) {
        StringBuilder synopsis = new StringBuilder(command.qualifiedName());
        if (!options(command).isEmpty()) {
            synopsis.append(" [OPTIONS]");
        }
        for (PositionalParamSpec operand : command.positionalParameters()) {
            String label = operand.paramLabel();
            String one = operand.arity().min() == 0 ? "[" + label + "]" : label;
            synopsis.append(' ').append(one).append(operand.arity().max() > 2 ? "…" : "");
        }
        return synopsis.toString();
    }

    /** Returns the options of a command that other commands lack, those in groups included. */
    static List<OptionSpec> options(CommandSpec command) {
        List<OptionSpec> own = new ArrayList<>(command.options());
        own.removeIf(HelpPage::isCommon);
        return own;
    }
}
