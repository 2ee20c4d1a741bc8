package dev.flinkrest.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Shows of a command what is its own; what all commands have stands on the first page. That one
 * lists all commands, though none of them was put together for it.
 */
final class HelpPage extends CommandLine.Help {
    private static final Set<String> STANDARD = Set.of("--help", "--version");
    private static final int INDENT = 2;

    HelpPage(CommandSpec command, ColorScheme colours) {
        super(command, colours);
    }

    @Override
    public String synopsis(int headingLength) {
        String synopsis = super.synopsis(headingLength);
        return commandSpec().parent() == null && commandSpec().subcommands().isEmpty()
                ? synopsis.stripTrailing() + " COMMAND" + System.lineSeparator()
                : synopsis;
    }

    @Override
    public String optionList() {
        return commandSpec().parent() == null
                ? super.optionList()
                : optionListExcludingGroups(own(commandSpec())) + optionListGroupSections();
    }

    @Override
    public String commandListHeading(Object... params) {
        return commandSpec().parent() == null
                ? createHeading(commandSpec().usageMessage().commandListHeading(), params)
                : super.commandListHeading(params);
    }

    @Override
    public String commandList() {
        if (commandSpec().parent() != null) {
            return super.commandList();
        }
        Map<String, String> summaries = CommandTree.summaries();
        int longest = summaries.keySet().stream().mapToInt(String::length).max().orElse(0);
        int words = longest + 2 * INDENT;
        TextTable table =
                TextTable.forColumns(
                        colorScheme(),
                        new Column(words, INDENT, Column.Overflow.SPAN),
                        new Column(
                                commandSpec().usageMessage().width() - words,
                                0,
                                Column.Overflow.WRAP));
        summaries.forEach(
                (word, summary) ->
                        table.addRowValues(
                                colorScheme().commandText(word), colorScheme().text(summary)));
        return table.toString();
    }

    /**
     * Returns the options that other commands lack, those aside that have a heading of their own.
     */
    static List<OptionSpec> own(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !isInSection(option) && !isCommon(option))
                .toList();
    }

    private static boolean isInSection(OptionSpec option) {
        ArgGroupSpec group = option.group();
        while (group != null && group.heading() == null) {
            group = group.parentGroup();
        }
        return group != null;
    }

    /** Tells whether all commands have an option. */
    static boolean isCommon(OptionSpec option) {
        return option.inherited() || STANDARD.contains(option.longestName());
    }
}
