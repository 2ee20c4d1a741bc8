package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.rest.FlinkVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Flink of one version, the library on top of it, and the jobs that the contract looks at.
 */
final class ClusterUnderTest implements AutoCloseable {
    /** The example job's jar, built before this module. */
    static final Path JAR = Path.of(Objects.requireNonNull(System.getProperty("example.job")));

    /** How long things on a server may take. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedFlink server;
    private final FlinkRestClient client;
    private final RecordingCaller recorder;
    private final FlinkRestClient flink;
    private Jobs jobs;

    /**
     * The jobs that most of the contract looks at.
     *
     * @param jar the example job's uploaded jar
     * @param arguments the running job's arguments
     * @param running has checkpoints, and runs until the cluster ends
     * @param failed has failed for good
     * @param finished has come to its end
     * @param restarting fails again and again, and waits to be restarted
     */
    record Jobs(
            JarId jar,
            List<String> arguments,
            JobId running,
            JobId failed,
            JobId finished,
            JobId restarting) {}

    /**
     * Starts a cluster.
     *
     * @param configuration what makes it another one than the usual: the adaptive scheduler
     */
    ClusterUnderTest(String version, Map<String, String> configuration) {
        server =
                EmbeddedFlink.builder()
                        .version(version)
                        .slots(16)
                        .configuration(configuration)
                        // Flink would show metrics, details and accumulators seconds late
                        .configuration("metrics.fetcher.update-interval", "300")
                        .configuration("web.refresh-interval", "200")
                        .configuration("heartbeat.interval", "300")
                        .configuration("rest.flamegraph.enabled", "true")
                        .configuration("rest.profiling.enabled", "true")
                        .start();
        client = FlinkRestClient.connect(server.uri());
        boolean keep = Boolean.getBoolean("replies.record");
        Path replies = Path.of(System.getProperty("replies.directory", "replies"));
        String name = configuration.isEmpty() ? version : version + "-adaptive";
        recorder =
                new RecordingCaller(
                        client, keep ? replies.resolve(name) : null, this::withoutDirectories);
        flink = FlinkRestClient.over(recorder);
    }

    private String withoutDirectories(String reply) {
        return reply.replace(server.directory().toString(), "/flink")
                .replace(System.getProperty("user.home"), "/home/flink");
    }

    /** The versions that the build asks for; {@code all} means every tested one. */
    static Stream<String> versions() {
        String versions = System.getProperty("flink.versions");
        if (versions.equals("all")) {
            return EmbeddedFlink.versions().stream();
        }
        if (versions.startsWith("!")) { // all but these
            List<String> without = List.of(versions.substring(1).split(","));
            return EmbeddedFlink.versions().stream().filter(one -> !without.contains(one));
        }
        return Arrays.stream(versions.split(","));
    }

    /** Starts the jobs once, and waits until each is as it should be. */
    synchronized Jobs jobs() {
        if (jobs == null) {
            JarId jar = upload();
            List<String> arguments =
                    List.of(
                            "--name",
                            "Main \"job\" é",
                            "--rate",
                            "400",
                            "--parallelism",
                            "4",
                            "--checkpoint-interval",
                            "300",
                            "--note",
                            "two words",
                            "--empty",
                            "");
            JobId running = run(jar, arguments.toArray(String[]::new));
            JobId failed =
                    run(
                            jar,
                            "--name",
                            "Failing",
                            "--fail-at",
                            "20",
                            "--fail-mode",
                            "always",
                            "--restart-strategy",
                            "none",
                            "--checkpoint-interval",
                            "200");
            JobId finished = run(jar, "--name", "Finishing", "--records", "50", "--rate", "0");
            JobId restarting =
                    run(
                            jar,
                            failingAgainAndAgain(
                                    3_600_000,
                                    "--name",
                                    "Restarting",
                                    "--checkpoint-interval",
                                    "200"));
            awaitState(failed, JobStatus.FAILED);
            awaitState(finished, JobStatus.FINISHED);
            awaitState(restarting, JobStatus.RESTARTING);
            awaitRunning(running);
            jobs = new Jobs(jar, arguments, running, failed, finished, restarting);
        }
        return jobs;
    }

    /** Arguments of a job that fails soon after each start, and is restarted every time. */
    static String[] failingAgainAndAgain(int restartDelayMillis, String... more) {
        Stream<String> failing =
                Stream.of(
                        "--fail-at",
                        "20",
                        "--fail-mode",
                        "always",
                        "--restart-strategy",
                        "fixed-delay",
                        "--restart-attempts",
                        "1000",
                        "--restart-delay",
                        String.valueOf(restartDelayMillis));
        return Stream.concat(failing, Arrays.stream(more)).toArray(String[]::new);
    }

    FlinkRestClient flink() {
        return flink;
    }

    /** The client itself, whose replies nobody looks at twice. */
    FlinkRestClient unrecorded() {
        return client;
    }

    RecordingCaller recorder() {
        return recorder;
    }

    EmbeddedFlink server() {
        return server;
    }

    /** Leaves a test out where the server is older; ErrorContract sees what is refused there. */
    void assume(FlinkVersion since) {
        Assumptions.assumeTrue(isAtLeast(since), () -> "came with Flink " + since.minorText());
    }

    boolean isAtLeast(FlinkVersion version) {
        return FlinkVersion.parse(server.version()).orElseThrow().isAtLeast(version);
    }

    /**
     * Whether the deletion of a data set that does not exist comes to an end. Up to 1.15 it does
     * not, and a server that is told to shut down waits minutes for it.
     */
    boolean deletesUnknownDataSets() {
        return isAtLeast(FlinkVersion.V1_16);
    }

    String directory(String name) {
        return server.directory().resolve(name).toUri().toString();
    }

    JarId upload() {
        try {
            return flink.jars().upload(JAR).jarId();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JobId run(JarId jar, String... arguments) {
        return flink.jars().run(jar, RunOptions.builder().arguments(arguments).build());
    }

    /** Waits until a job has a checkpoint, and returns its id. */
    long awaitCheckpoint(JobId job) {
        return await(() -> client.jobs().getCheckpoints(job).latest().completed(), Objects::nonNull)
                .id();
    }

    /** The vertex of the example job that reads, which has a coordinator on the job manager. */
    VertexId sourceOf(JobId job) {
        return client.jobs().get(job).vertices().stream()
                .filter(vertex -> vertex.name().contains("Numbers"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** Waits until a job and all its tasks run. */
    JobDetails awaitRunning(JobId job) {
        return client.jobs().awaitAllVerticesRunning(job, PATIENCE);
    }

    JobDetails awaitState(JobId job, JobStatus... states) {
        List<JobStatus> wanted = List.of(states);
        return await(() -> client.jobs().get(job), details -> wanted.contains(details.state()));
    }

    /**
     * Asks until the answer is as wished; Flink fetches metrics, watermarks and checkpoints lazily.
     */
    static <T> T await(Supplier<T> question, Predicate<T> wish) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        T answer = question.get();
        while (!wish.test(answer)) {
            assertThat(System.nanoTime())
                    .as("in time; the last answer was %s", answer)
                    .isLessThan(deadline);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
            answer = question.get();
        }
        return answer;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
