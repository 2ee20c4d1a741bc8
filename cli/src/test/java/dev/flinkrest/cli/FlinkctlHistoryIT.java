package dev.flinkrest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.embedded.EmbeddedHistoryServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks at a job that is over, on a real History Server. */
@Timeout(180)
class FlinkctlHistoryIT {
    @TempDir Path home;

    @TempDir Path archive;

    @ParameterizedTest
    @ValueSource(strings = {"1.13.6", "2.3.0"})
    void readsAllThatIsArchived(String version) {
        Runner runner = new Runner(home);
        String id;
        try (EmbeddedFlink flink =
                EmbeddedFlink.builder().version(version).archiveDirectory(archive).start()) {
            runner.environment.put("FLINKCTL_URL", flink.uri().toString());
            String jar = System.getProperty("example.job");
            id = line(runner, "run", jar, "-o", "name", "--", "--name", "over", "--records", "20");
        }
        runner.environment.remove("FLINKCTL_URL");
        id = id.substring(0, 32);
        try (EmbeddedHistoryServer server =
                EmbeddedHistoryServer.builder()
                        .version(version)
                        .archiveDirectory(archive)
                        .refreshInterval(Duration.ofMillis(200))
                        .start()) {
            runner.environment.put("FLINKCTL_HISTORY_SERVER", server.uri().toString());
            assertThat(line(runner, "history", "wait", id)).isEqualTo(id + "  FINISHED");
            assertThat(line(runner, "history", "list", "-o", "name")).isEqualTo(id);
            assertThat(line(runner, "history", "get", "over")).contains("FINISHED");
            String vertex =
                    line(runner, "history", "vertices", id, "-o", "name")
                            .lines()
                            .findFirst()
                            .orElseThrow();
            assertThat(line(runner, "history", "subtasks", id, vertex)).contains("FINISHED");
            for (String command : TranscriptTest.commands()) {
                if (command.startsWith(" history ")
                        && !command.matches(" history (wait|list|subtasks)")) {
                    List<String> words = new ArrayList<>(List.of(command.strip().split(" ", -1)));
                    words.add(id);
                    Runner.Result result = runner.run(words.toArray(String[]::new));
                    assertThat(result.code()).as(words + result.err()).isZero();
                    assertThat(result.out() + result.err()).as(command).isNotEmpty();
                }
            }
        }
    }

    private static String line(Runner runner, String... args) {
        Runner.Result result = runner.run(args);
        assertThat(result.code()).as("%s: %s", List.of(args), result.err()).isZero();
        return result.out().strip();
    }
}
