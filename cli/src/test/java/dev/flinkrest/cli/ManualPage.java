package dev.flinkrest.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes a page for {@code man}, of one command or of a noun and its verbs. */
final class ManualPage {
    private final StringBuilder page = new StringBuilder();

    private ManualPage() {}

    static String of(List<CommandSpec> commands) {
        ManualPage made = new ManualPage();
        made.write(commands);
        return made.page.toString();
    }

    private void write(List<CommandSpec> commands) {
        CommandSpec first = commands.get(0);
        String name = first.qualifiedName("-");
        line(".\\\" written by ReferenceTest; do not edit");
        line(".TH \"" + name.toUpperCase(Locale.ROOT) + "\" \"1\" \"\" \"flinkctl\"");
        line(".SH NAME");
        line(text(name) + " \\- " + text(first(first)));
        line(".SH SYNOPSIS");
        List<CommandSpec> described =
                commands.size() == 1 ? commands : commands.subList(1, commands.size());
        for (CommandSpec command : described) {
            line(".B " + text(Words.synopsis(command)));
            line(".br");
        }
        line(".SH DESCRIPTION");
        if (commands.size() == 1) {
            body(first);
        } else {
            line(text(String.join(" ", first.usageMessage().description())));
            for (CommandSpec command : described) {
                line(".SS " + text(command.qualifiedName()));
                body(command);
            }
        }
        if (first.parent() == null) {
            root(first);
        } else {
            line(".SH SEE ALSO");
            line("flinkctl(1) for the options of all commands and for exit codes");
        }
    }

    private void root(CommandSpec root) {
        line(".SH COMMANDS");
        for (CommandSpec command : ReferenceTest.visible(root)) {
            item("flinkctl-" + command.name() + "(1)", first(command));
        }
        line(".SH OPTIONS");
        root.options().forEach(option -> item(Words.names(option), Words.description(option)));
        line(".SH ENVIRONMENT");
        line(text(Variables.ORDER));
        Variables.ALL.forEach(this::item);
        line(".SH EXIT STATUS");
        for (ExitCode code : ExitCode.values()) {
            item(String.valueOf(code.code()), code.meaning());
        }
    }

    private void body(CommandSpec command) {
        line(text(String.join(" ", command.usageMessage().description())));
        for (PositionalParamSpec operand : command.positionalParameters()) {
            item(operand.paramLabel(), Words.description(operand));
        }
        for (OptionSpec option : Words.options(command)) {
            item(Words.names(option), Words.description(option));
        }
    }

    private static String first(CommandSpec command) {
        String[] lines = command.usageMessage().description();
        return lines.length == 0 ? "" : lines[0].replaceAll("\\.$", "");
    }

    private void item(String name, String text) {
        line(".TP");
        line(".B " + text(name));
        line(text(text));
    }

    private void line(String line) {
        page.append(line).append('\n');
    }

    /** Writes what troff would take for commands of its own so that it does not. */
    private static String text(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
