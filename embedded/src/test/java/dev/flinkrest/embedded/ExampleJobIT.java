package dev.flinkrest.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flinkrest.examplejob.ExampleJob;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the example job's one jar on Flink after Flink. By default on the newest and the oldest;
 * with {@code -Pall-versions} on all.
 */
@ParameterizedClass
@MethodSource("versions")
class ExampleJobIT {

    @TempDir private Path folder;

    private static EmbeddedFlink flink;
    private static Rest rest;
    private static String jar;

    @SuppressWarnings("unused") // the tests read it off the cluster
    ExampleJobIT(String version) {}

    static List<String> versions() {
        List<String> all = EmbeddedFlink.versions();
        return Boolean.getBoolean("flinkrest.all-versions")
                ? all
                : List.of(all.get(0), all.get(all.size() - 1));
    }

    /** Returns the example job's jar. */
    static Path jar() throws URISyntaxException {
        return Path.of(
                ExampleJob.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @BeforeParameterizedClassInvocation
    static void start(String version) throws URISyntaxException {
        flink =
                EmbeddedFlink.builder()
                        .version(version)
                        // Flink shows metrics, job details and accumulators seconds late, if it is
                        // let.
                        .configuration("metrics.fetcher.update-interval", "100")
                        .configuration("web.refresh-interval", "50")
                        .configuration("heartbeat.interval", "200")
                        .start();
        rest = new Rest(flink.uri());
        jar = rest.upload(jar());
    }

    @AfterParameterizedClassInvocation
    static void end() {
        flink.close();
    }

    @Test
    void argumentsArriveAsTheyWere() throws Exception {
        String job =
                run(List.of("--name", "Zähler № 1", "", "a b", "--unknown", "\"q\""), Map.of());
        awaitRunning(job);
        assertThat(rest.get("/jobs/" + job).get("name").asText()).isEqualTo("Zähler № 1");
        Map<String, String> accumulators = awaitAccumulators(job);
        assertThat(accumulators.get("arguments"))
                .isEqualTo("[0=--name, 1=Zähler № 1, 2=, 3=a b, 4=--unknown, 5=\"q\"]");
        assertThat(accumulators).containsOnlyKeys("arguments", "records");
        cancel(job);
    }

    @Test
    void verticesAreThree() throws Exception {
        String job = run(List.of("--parallelism", "2"), Map.of());
        awaitRunning(job);
        JsonNode details = rest.get("/jobs/" + job);
        assertThat(details.get("name").asText()).isEqualTo("Example job");
        assertThat(details.get("vertices")).hasSize(3);
        List<String> names = new ArrayList<>();
        for (JsonNode vertex : details.get("vertices")) {
            names.add(vertex.get("name").asText());
            assertThat(vertex.get("parallelism").asInt()).isEqualTo(2);
        }
        assertThat(names).containsExactly("Source: Numbers", "Count per key", "Sink");
        cancel(job);
    }

    @Test
    void countGoesOnFromASavepointWithAnotherParallelism() throws Exception {
        String first = run(List.of("--rate", "1000", "--parallelism", "1"), Map.of());
        awaitRunning(first);
        awaitSum(first, "totalCount", 200);
        assertThat(awaitSum(first, "restoredCount", 0)).isZero();
        String path = "/jobs/" + first + "/stop";
        Object target = Map.of("targetDirectory", folder.toUri().toString(), "drain", false);
        String trigger = rest.send("POST", path, target, 202).get("request-id").asText();
        JsonNode stopped =
                rest.await(
                        "/jobs/" + first + "/savepoints/" + trigger,
                        answer -> answer.at("/status/id").asText().equals("COMPLETED"));
        assertThat(stopped.at("/operation/failure-cause").isMissingNode())
                .as(stopped.toString())
                .isTrue();
        String savepoint = stopped.at("/operation/location").asText();

        String second =
                run(
                        List.of("--rate", "1000", "--parallelism", "3"),
                        Map.of("savepointPath", savepoint));
        awaitRunning(second);
        long restored = awaitSum(second, "restoredCount", 200);
        long total = awaitSum(second, "totalCount", restored + 100);
        assertThat(total).isGreaterThan(restored);
        Thread.sleep(500);
        assertThat(awaitSum(second, "restoredCount", 200)).isEqualTo(restored);
        awaitRunning(second);
        cancel(second);
    }

    @Test
    void failsOnceAndRecovers() throws Exception {
        String job =
                run(
                        List.of(
                                "--fail-at",
                                "50",
                                "--fail-mode",
                                "once",
                                "--rate",
                                "500",
                                "--restart-strategy",
                                "fixed-delay",
                                "--restart-attempts",
                                "2",
                                "--restart-delay",
                                "10",
                                "--checkpoint-interval",
                                "50"),
                        Map.of());
        awaitSum(job, "totalCount", 100);
        JsonNode details = awaitRunning(job);
        assertThat(details.get("timestamps").get("RESTARTING").asLong()).isPositive();
        JsonNode exceptions = rest.get("/jobs/" + job + "/exceptions");
        assertThat(exceptions.toString()).contains("Record 50 fails, as --fail-at asked it to");
        rest.await(
                "/jobs/" + job + "/checkpoints",
                checkpoints -> checkpoints.at("/counts/completed").asInt() > 1);
        cancel(job);
    }

    @Test
    void failsForGood() throws Exception {
        String none = run(List.of("--fail-at", "5", "--restart-strategy", "none"), Map.of());
        awaitState(none, "FAILED");
        assertThat(rest.get("/jobs/" + none).get("timestamps").get("RESTARTING").asLong()).isZero();
        String always =
                run(
                        List.of(
                                "--fail-at",
                                "5",
                                "--fail-mode",
                                "always",
                                "--restart-strategy",
                                "fixed-delay",
                                "--restart-attempts",
                                "1",
                                "--restart-delay",
                                "1"),
                        Map.of());
        JsonNode failed = awaitState(always, "FAILED");
        assertThat(failed.get("timestamps").get("RESTARTING").asLong()).isPositive();
    }

    @Test
    void finiteSequenceFinishes() throws Exception {
        String job =
                run(List.of("--records", "1000", "--rate", "0", "--parallelism", "2"), Map.of());
        awaitState(job, "FINISHED");
        assertThat(awaitAccumulators(job)).containsEntry("records", "1000");
    }

    @Test
    void mainFailsBeforeThereIsAJob() {
        JsonNode answer =
                rest.send(
                        "POST",
                        "/jars/" + jar + "/run",
                        body(List.of("--main-fails", "true")),
                        400);
        assertThat(answer.toString())
                .contains("The main method fails, as --main-fails true asked it to");
    }

    private String run(List<String> arguments, Map<String, String> more) {
        Map<String, Object> body = body(arguments);
        body.putAll(more);
        return rest.send("POST", "/jars/" + jar + "/run", body, 200).get("jobid").asText();
    }

    private static Map<String, Object> body(List<String> arguments) {
        return new LinkedHashMap<>(Map.of("programArgsList", arguments));
    }

    private JsonNode awaitRunning(String job) throws InterruptedException {
        return rest.await(
                "/jobs/" + job,
                details ->
                        !details.get("vertices").isEmpty()
                                && StreamSupport.stream(
                                                details.get("vertices").spliterator(), false)
                                        .allMatch(
                                                v ->
                                                        v.at("/tasks/RUNNING").asInt()
                                                                == v.get("parallelism").asInt()));
    }

    private JsonNode awaitState(String job, String state) throws InterruptedException {
        return rest.await("/jobs/" + job, details -> details.get("state").asText().equals(state));
    }

    private void cancel(String job) throws InterruptedException {
        rest.send("PATCH", "/jobs/" + job, Map.of(), 202);
        awaitState(job, "CANCELED");
    }

    /** Waits until at least one record has been counted, and returns all accumulators by name. */
    private Map<String, String> awaitAccumulators(String job) throws InterruptedException {
        JsonNode answer =
                rest.await(
                        "/jobs/" + job + "/accumulators",
                        all ->
                                StreamSupport.stream(
                                                all.get("user-task-accumulators").spliterator(),
                                                false)
                                        .anyMatch(
                                                one ->
                                                        one.get("name").asText().equals("records")
                                                                && one.get("value").asInt() > 0));
        Map<String, String> accumulators = new LinkedHashMap<>();
        for (JsonNode one : answer.get("user-task-accumulators")) {
            accumulators.put(one.get("name").asText(), one.get("value").asText());
        }
        return accumulators;
    }

    /**
     * Waits until a metric of the counting vertex, summed over its subtasks, is there and has at
     * least some value.
     */
    private long awaitSum(String job, String metric, long atLeast) throws InterruptedException {
        String vertex = rest.get("/jobs/" + job).at("/vertices/1/id").asText();
        JsonNode answer =
                rest.await(
                        "/jobs/"
                                + job
                                + "/vertices/"
                                + vertex
                                + "/subtasks/metrics?get=Count_per_key."
                                + metric,
                        sums -> sums.size() == 1 && sums.at("/0/sum").asLong() >= atLeast);
        return answer.at("/0/sum").asLong();
    }
}
