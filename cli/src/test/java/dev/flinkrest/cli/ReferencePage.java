package dev.flinkrest.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the reference of all commands as Markdown. */
final class ReferencePage {
    private final StringBuilder page = new StringBuilder();

    private ReferencePage() {}

    static String markdown(CommandLine root) {
        ReferencePage made = new ReferencePage();
        made.begin(root.getCommandSpec());
        for (CommandSpec command : ReferenceTest.visible(root.getCommandSpec())) {
            made.command(command);
        }
        return made.page.toString();
    }

    private void begin(CommandSpec root) {
        page.append("# flinkctl\n\n<!-- written by ReferenceTest; do not edit -->\n\n");
        page.append(String.join(" ", root.usageMessage().description())).append("\n\n");
        page.append("## Options of all commands\n\n");
        options(root.options());
        page.append("\n## Environment\n\n")
                .append(Variables.ORDER)
                .append("\n\n| | |\n|---|---|\n");
        Variables.ALL.forEach(this::row);
        page.append("\n## Exit codes\n\n| code | what it means |\n|--:|---|\n");
        for (ExitCode code : ExitCode.values()) {
            page.append("| ")
                    .append(code.code())
                    .append(" | ")
                    .append(code.meaning())
                    .append(" |\n");
        }
    }

    private void command(CommandSpec command) {
        List<CommandSpec> verbs = ReferenceTest.visible(command);
        page.append("\n## ").append(command.qualifiedName()).append("\n\n");
        if (verbs.isEmpty()) {
            body(command);
        } else {
            page.append(String.join(" ", command.usageMessage().description())).append('\n');
            for (CommandSpec verb : verbs) {
                page.append("\n### ").append(verb.qualifiedName()).append("\n\n");
                body(verb);
            }
        }
    }

    private void body(CommandSpec command) {
        page.append("```\n").append(Words.synopsis(command)).append("\n```\n\n");
        page.append(text(String.join(" ", command.usageMessage().description()))).append('\n');
        List<PositionalParamSpec> operands = command.positionalParameters();
        List<OptionSpec> options = Words.options(command);
        if (operands.isEmpty() && options.isEmpty()) {
            return;
        }
        page.append("\n| | |\n|---|---|\n");
        for (PositionalParamSpec operand : operands) {
            row(operand.paramLabel(), Words.description(operand));
        }
        options.forEach(option -> row(Words.names(option), Words.description(option)));
    }

    private void options(List<OptionSpec> options) {
        page.append("| | |\n|---|---|\n");
        options.forEach(option -> row(Words.names(option), Words.description(option)));
    }

    private void row(String name, String description) {
        page.append("| `").append(name).append("` | ").append(text(description)).append(" |\n");
    }

    private static String text(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
