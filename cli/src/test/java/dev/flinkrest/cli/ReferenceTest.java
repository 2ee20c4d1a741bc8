package dev.flinkrest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Holds {@code docs/reference/flinkctl.md} and the manual pages to the commands; {@code
 * -Ddocs.write=true} writes them anew.
 */
class ReferenceTest {
    private static final boolean WRITE = Boolean.getBoolean("docs.write");
    private static final Path PAGE = Path.of("../docs/reference/flinkctl.md");
    private static final Path MANUAL = Path.of("src/main/dist/man/man1");

    private final CommandLine root = commands();

    private static CommandLine commands() {
        CommandLine line = CommandTree.whole(Runner.options());
        line.setHelpFactory(HelpPage::new);
        return line;
    }

    @Test
    void thePageIsMadeOfTheCommands() throws IOException {
        hold(PAGE, ReferencePage.markdown(root));
    }

    @Test
    void theManualIsMadeOfTheCommands() throws IOException {
        Map<Path, String> pages = new TreeMap<>();
        pages.put(MANUAL.resolve("flinkctl.1"), ManualPage.of(List.of(root.getCommandSpec())));
        for (CommandSpec command : visible(root.getCommandSpec())) {
            List<CommandSpec> described = new ArrayList<>(List.of(command));
            described.addAll(visible(command));
            pages.put(
                    MANUAL.resolve("flinkctl-" + command.name() + ".1"), ManualPage.of(described));
        }
        for (Map.Entry<Path, String> page : pages.entrySet()) {
            hold(page.getKey(), page.getValue());
        }
        try (var files = Files.list(MANUAL)) {
            assertThat(files).containsExactlyInAnyOrderElementsOf(pages.keySet());
        }
    }

    @Test
    void theVariablesAreThoseOfTheSource() throws IOException {
        Pattern variable = Pattern.compile("FLINKCTL_[A-Z_]+[A-Z]");
        Set<String> used = new TreeSet<>();
        for (String where : List.of("src/main/java", "src/main/dist/bin")) {
            try (var files = Files.walk(Path.of(where)).filter(Files::isRegularFile)) {
                for (Path file : files.toList()) {
                    variable.matcher(Files.readString(file))
                            .results()
                            .forEach(found -> used.add(found.group()));
                }
            }
        }
        assertThat(Variables.ALL.keySet())
                .filteredOn(name -> name.startsWith("FLINKCTL_"))
                .containsExactlyInAnyOrderElementsOf(used);
    }

    /** Returns the commands below one, those left out that only shells call. */
    static List<CommandSpec> visible(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(sub -> !sub.usageMessage().hidden())
                .toList();
    }

    private static void hold(Path file, String content) throws IOException {
        if (WRITE) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, content);
        } else {
            assertThat(Files.readString(file))
                    .as("%s; -Ddocs.write=true writes it anew", file)
                    .isEqualTo(content);
        }
    }
}
