package dev.flinkrest.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddedHaFlinkIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static List<String> versions() {
        List<String> all = EmbeddedFlink.versions();
        List<String> able = all.subList(all.indexOf("1.15.4"), all.size());
        return Boolean.getBoolean("flinkrest.all-versions")
                ? able
                : List.of(able.get(0), able.get(able.size() - 1));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void standbyTakesOverTheJobs(String version) throws Exception {
        Path directory;
        try (EmbeddedHaFlink flink =
                EmbeddedHaFlink.builder()
                        .version(version)
                        .slots(2)
                        .configuration("web.refresh-interval", "200")
                        .startTimeout(PATIENCE)
                        .start()) {
            directory = flink.directory();
            List<URI> uris = flink.uris();
            assertThat(uris).hasSize(2).doesNotHaveDuplicates();
            assertThat(flink).hasToString("Flink " + version + " at " + uris);
            int first = flink.leader().orElseThrow();
            int second = 1 - first;
            Rest leader = new Rest(uris.get(first));
            Rest standby = new Rest(uris.get(second));
            String job = run(leader);
            isRunning(standby, job);
            restored(standby, job, 0);

            assertThat(flink.killLeader()).isEqualTo(first);
            assertThat(flink.isAlive(first)).isFalse();
            assertThat(flink.leader()).isEmpty();
            assertThatIllegalStateException()
                    .isThrownBy(flink::killLeader)
                    .withMessageContaining("awaitLeader");
            assertThat(flink.awaitLeader(PATIENCE)).isEqualTo(second);
            isRunning(standby, job);
            long restored = restored(standby, job, 1);

            flink.restart(first);
            assertThatIllegalStateException()
                    .isThrownBy(() -> flink.restart(first))
                    .withMessageContaining(uris.get(first) + " runs");
            assertThat(flink.uris()).isEqualTo(uris);
            assertThat(flink.isAlive(first)).isTrue();
            assertThat(flink.leader()).hasValue(second);
            assertThat(flink.log(first)).content().contains("Starting Standalone");
            isRunning(leader, job);
            flink.kill(second);
            assertThat(flink.awaitLeader(PATIENCE)).isEqualTo(first);
            isRunning(leader, job);
            assertThat(restored(leader, job, restored)).isGreaterThan(restored);
        }
        assertThat(directory).doesNotExist();
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
    }

    private static String run(Rest leader) throws Exception {
        String jar = leader.upload(ExampleJobIT.jar());
        Object body =
                Map.of(
                        "programArgsList",
                        List.of("--parallelism", "2", "--checkpoint-interval", "300"));
        return leader.send("POST", "/jars/" + jar + "/run", body, 200).get("jobid").asText();
    }

    private static void isRunning(Rest rest, String job) throws InterruptedException {
        rest.awaitThroughFailures(
                "/jobs/" + job,
                PATIENCE,
                details ->
                        details.get("state").asText().equals("RUNNING")
                                && StreamSupport.stream(
                                                details.get("vertices").spliterator(), false)
                                        .allMatch(v -> v.get("status").asText().equals("RUNNING")));
    }

    /**
     * Waits until the job has been restored from a checkpoint so young, or from none at all if that
     * is 0, and has made more checkpoints since; returns the one it was restored from.
     */
    private static long restored(Rest rest, String job, long atLeast) throws InterruptedException {
        JsonNode answer =
                rest.awaitThroughFailures(
                        "/jobs/" + job + "/checkpoints",
                        PATIENCE,
                        checkpoints ->
                                id(checkpoints, "restored") >= atLeast
                                        && id(checkpoints, "completed")
                                                > id(checkpoints, "restored") + 1);
        return id(answer, "restored");
    }

    private static long id(JsonNode checkpoints, String kind) {
        return checkpoints.at("/latest/" + kind + "/id").asLong();
    }
}
