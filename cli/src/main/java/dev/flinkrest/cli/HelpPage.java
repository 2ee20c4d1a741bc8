package dev.flinkrest.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Shows of a command what is its own; what all commands have stands on the first page. */
final class HelpPage extends CommandLine.Help {
    private static final Set<String> STANDARD = Set.of("--help", "--version");

    HelpPage(CommandSpec command, ColorScheme colours) {
        super(command, colours);
    }

    @Override
    public String optionList() {
        return commandSpec().parent() == null
                ? super.optionList()
                : optionListExcludingGroups(own(commandSpec())) + optionListGroupSections();
    }

    /** Returns the options that other commands lack, those in groups aside. */
    static List<OptionSpec> own(CommandSpec command) {
        return command.options().stream()
                .filter(option -> option.group() == null && !isCommon(option))
                .toList();
    }

    /** Tells whether all commands have an option. */
    static boolean isCommon(OptionSpec option) {
        return option.inherited() || STANDARD.contains(option.longestName());
    }
}
