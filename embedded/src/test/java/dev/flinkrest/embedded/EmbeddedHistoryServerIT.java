package dev.flinkrest.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddedHistoryServerIT {

    static List<String> versions() {
        return ExampleJobIT.versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void showsWhatAClusterHasArchived(String version, @TempDir Path folder) throws Exception {
        Path archives = folder.resolve("archives of é");
        String job;
        Path directory;
        ProcessHandle process;
        try (EmbeddedHistoryServer history =
                EmbeddedHistoryServer.builder()
                        .version(version)
                        .archiveDirectory(archives)
                        .refreshInterval(Duration.ofMillis(100))
                        .start()) {
            directory = history.directory();
            process = ProcessHandle.of(history.pid()).orElseThrow();
            assertThat(history)
                    .hasToString("Flink History Server " + version + " at " + history.uri());
            assertThat(history.uri().getHost()).isEqualTo("127.0.0.1");
            Rest rest = new Rest(history.uri());
            assertThat(rest.get("/config").get("flink-version").asText()).isEqualTo(version);
            try (EmbeddedFlink flink =
                    EmbeddedFlink.builder().version(version).archiveDirectory(archives).start()) {
                job = runToItsEnd(new Rest(flink.uri()));
            }
            JsonNode overview =
                    rest.await("/jobs/overview", answer -> answer.get("jobs").size() == 1);
            assertThat(overview.at("/jobs/0/jid").asText()).isEqualTo(job);
            assertThat(rest.get("/jobs/" + job).get("state").asText()).isEqualTo("FINISHED");
            assertThat(history.log()).content().contains("HistoryServer");
        }
        assertThat(process.isAlive()).isFalse();
        assertThat(directory).doesNotExist();
        assertThat(archives).isNotEmptyDirectory();
    }

    private static String runToItsEnd(Rest cluster) throws Exception {
        String jar = cluster.upload(ExampleJobIT.jar());
        Map<String, Object> body = Map.of("programArgsList", List.of("--records", "10"));
        String job = cluster.send("POST", "/jars/" + jar + "/run", body, 200).get("jobid").asText();
        cluster.await("/jobs/" + job, answer -> answer.get("state").asText().equals("FINISHED"));
        return job;
    }
}
