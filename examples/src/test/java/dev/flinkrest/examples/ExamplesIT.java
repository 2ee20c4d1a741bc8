package dev.flinkrest.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.embedded.EmbeddedSqlGateway;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobIdWithStatus;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.SavepointOptions;
import dev.flinkrest.monitoring.metrics.MetricSelection;
import dev.flinkrest.monitoring.metrics.VertexHealth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples that the documentation quotes; the demonstration runs by its script. */
@Timeout(180)
class ExamplesIT {
    private static final String JAR = Objects.requireNonNull(System.getProperty("example.job"));

    @TempDir Path directory;

    /** A program's main method. */
    @FunctionalInterface
    private interface Main {
        void run(String... args) throws Exception;
    }

    private record Printed(String out, String err) {}

    private static Printed run(Main main, String... args) throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            main.run(args);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return new Printed(
                printed.toString(StandardCharsets.UTF_8),
                complained.toString(StandardCharsets.UTF_8));
    }

    private record Ended(int status, String out, String err) {}

    /** Runs a program that may end with a status, in a process of its own. */
    private Ended execute(Class<?> program, String... args) throws Exception {
        String[] java = {"-cp", System.getProperty("java.class.path"), program.getName()};
        return java(program.getSimpleName(), with(args, java));
    }

    private Ended java(String program, String... args) throws Exception {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(args));
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("%s ends", program).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void tour() throws Exception {
        try (EmbeddedFlink flink = EmbeddedFlink.start("2.3")) {
            String savepoints = directory.toUri().toString();
            Printed printed = run(Tour::main, flink.uri().toString(), JAR, savepoints);
            assertThat(printed.out()).as(printed.err()).contains("savepoint-", "GET /jobs/");
        }
    }

    @Test
    void connect() throws Exception {
        try (EmbeddedFlink flink = EmbeddedFlink.builder().version("2.3").slots(3).start()) {
            String url = flink.uri().toString();
            Printed printed = run(Connect::main, "http://127.0.0.1:1", url);
            assertThat(printed.out()).isEqualToIgnoringNewLines("The cluster has 3 slots");
        }
    }

    @Test
    void slowestOperations() throws Exception {
        Path file = directory.resolve("calls.jfr");
        try (EmbeddedFlink server = EmbeddedFlink.start("2.3");
                FlinkRestClient flink = FlinkRestClient.connect(server.uri());
                Recording recording = new Recording()) {
            recording.start();
            JobId job = flink.jars().uploadAndRun(Path.of(JAR), RunOptions.none());
            flink.jobs().awaitAllVerticesRunning(job, Duration.ofMinutes(1));
            SavepointOptions options = SavepointOptions.into(directory.toUri().toString());
            flink.jobs().createSavepoint(job, options).await(Duration.ofMinutes(1));
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> flink.jobs().get(JobId.random()));
            recording.stop();
            recording.dump(file);
        }
        String program = "src/main/java/dev/flinkrest/examples/SlowestOperations.java";
        Ended ended = java("SlowestOperations", program, file.toString());
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().lines())
                .anyMatch(line -> line.matches("operation +count +mean ms +p99 ms.*"))
                .anyMatch(line -> line.matches("POST /jars/upload +1( +[0-9]+\\.[0-9]){3} +0"))
                .anyMatch(line -> line.matches("savepoint of job [*] +1( +[0-9]+\\.[0-9]){3} +0"))
                .anyMatch(line -> line.matches("GET /jobs/:jobid +[0-9]+( +[0-9]+\\.[0-9]){3} +1"));
    }

    @Test
    void observe() throws Exception {
        try (EmbeddedFlink server = EmbeddedFlink.start("2.3")) {
            Printed printed = run(Observe::main, server.uri().toString());
            assertThat(printed.out().lines()).as(printed.err()).hasSize(3);
            assertThat(printed.out().lines())
                    .anyMatch(line -> line.matches("Look for [-0-9a-f]{36} in the gateway's log"))
                    .anyMatch(line -> line.matches("GET /jobs/overview OK: [0-9]+ ms"))
                    .anyMatch(line -> line.matches("GET /jobs/:jobid NotFoundException: .*"));
        }
    }

    @Test
    void watch() throws Exception {
        try (EmbeddedFlink server = EmbeddedFlink.start("2.3");
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            RunOptions options =
                    RunOptions.builder()
                            .arguments("--name", "Short", "--records", "400", "--rate", "100")
                            .build();
            flink.jars().uploadAndRun(Path.of(JAR), options);
            Printed printed = run(Watch::main, server.uri().toString(), "15");
            assertThat(printed.out().lines())
                    .as(printed.err())
                    .startsWith("There are 1 jobs; missed events: 0")
                    .endsWith("Short was RUNNING, is FINISHED");
        }
    }

    @Test
    void sqlTour() throws Exception {
        try (EmbeddedFlink flink = EmbeddedFlink.builder().version("2.3").sql().start();
                EmbeddedSqlGateway gateway =
                        EmbeddedSqlGateway.builder().version("2.3").cluster(flink).start()) {
            Printed printed = run(SqlTour::main, gateway.uri().toString());
            assertThat(printed.out().lines())
                    .as(printed.err())
                    .hasSize(11)
                    .last()
                    .asString()
                    .startsWith("INSERT ");
            assertThat(printed.err()).contains("Column 'x' not found in any table", "(1:8)");
        }
    }

    @Test
    void readArchives() throws Exception {
        Printed printed = run(ReadArchives::main, JAR, directory.toString());
        assertThat(printed.out()).as(printed.err()).contains("FINISHED", "Counts[");
    }

    @Test
    void collectMetrics() throws Exception {
        try (EmbeddedFlink server =
                        EmbeddedFlink.builder()
                                .version("2.3")
                                .configuration("metrics.fetcher.update-interval", "300")
                                .start();
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            RunOptions options = RunOptions.builder().arguments("--name", "Measured").build();
            JobId job = flink.jars().uploadAndRun(Path.of(JAR), options);
            new Story(System.out)
                    .await(
                            "records a second",
                            () -> flink.metrics().collect(MetricSelection.health(job)).health(),
                            health ->
                                    health.get(0).vertices().stream()
                                            .map(VertexHealth::recordsOutPerSecond)
                                            .anyMatch(records -> records != null && records > 0));
            Printed printed = run(CollectMetrics::main, server.uri().toString());
            assertThat(printed.out().lines())
                    .as(printed.err())
                    .hasSize(6)
                    .anyMatch(line -> line.startsWith("Measured: RUNNING for PT"))
                    .anyMatch(line -> line.matches(" *Count per key +[1-9].* in/s +[1-9].*%.*"))
                    .last()
                    .asString()
                    .contains("Status.JVM.Memory.Heap.Used");
            assertThat(printed.err()).isEmpty();
        }
    }

    @Test
    void deploy() throws Exception {
        try (EmbeddedFlink server = EmbeddedFlink.start("2.3");
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            String url = server.uri().toString();
            JobId job = JobId.random();
            Ended first = execute(Deploy.class, url, JAR, job.value(), "--name", "Deployed");
            assertThat(first.status()).as(first.err()).isZero();
            assertThat(first.out())
                    .isEqualToIgnoringNewLines(
                            "Job " + job + " runs: " + url + "/#/job/running/" + job);
            assertThat(flink.jobs().get(job).name()).isEqualTo("Deployed");
            assertThat(flink.jars().all().files()).isEmpty();

            Ended again = execute(Deploy.class, url, JAR, job.value(), "--name", "Deployed");
            assertThat(again.status()).as(again.err()).isZero();
            assertThat(again.out()).startsWith("A try before this one has started the job");
            assertThat(flink.jobs().ids()).containsExactly(job);

            Ended thrown =
                    execute(Deploy.class, url, JAR, JobId.random().value(), "--main-fails", "true");
            assertThat(thrown.status()).isEqualTo(1);
            assertThat(thrown.err()).contains("as --main-fails true asked it to");
            assertThat(flink.jobs().ids()).containsExactly(job);
        }
    }

    @Test
    void deployOfAJobThatFails() throws Exception {
        try (EmbeddedFlink server = EmbeddedFlink.start("2.3")) {
            Ended failed =
                    execute(
                            Deploy.class,
                            server.uri().toString(),
                            JAR,
                            JobId.random().value(),
                            "--starts-to",
                            "/proc/no/such/place",
                            "--restart-strategy",
                            "none");
            assertThat(failed.status()).isEqualTo(1);
            assertThat(failed.out()).isEmpty();
            assertThat(failed.err())
                    .contains("the job has ended: FAILED: ", "/proc/no")
                    .contains("CRITICAL: The job failed in ");
        }
    }

    @Test
    void upgrade() throws Exception {
        try (EmbeddedFlink server = EmbeddedFlink.start("2.3");
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            String url = server.uri().toString();
            String savepoints = directory.resolve("savepoints").toUri().toString();
            String[] arguments = {"--name", "Upgraded", "--checkpoint-interval", "200"};
            RunOptions options = RunOptions.builder().arguments(arguments).build();
            JobId old = flink.jars().uploadAndRun(Path.of(JAR), options);
            flink.jobs().awaitAllVerticesRunning(old, Duration.ofMinutes(1));

            Ended upgraded =
                    execute(Upgrade.class, with(arguments, url, old.value(), JAR, JAR, savepoints));
            assertThat(upgraded.status()).as(upgraded.err()).isZero();
            JobId next = onlyRunningJob(flink);
            assertThat(upgraded.out().lines())
                    .contains("STOP BEGUN: job " + old, "AWAIT DONE: " + next)
                    .endsWith("Job " + next + " runs");
            assertThat(flink.jobs().get(old).state()).isEqualTo(JobStatus.FINISHED);

            String broken = jarWithoutProgram().toString();
            Ended back =
                    execute(
                            Upgrade.class,
                            with(arguments, url, next.value(), broken, JAR, savepoints));
            assertThat(back.status()).isEqualTo(1);
            JobId running = onlyRunningJob(flink);
            assertThat(running).isNotEqualTo(next);
            assertThat(back.out().lines())
                    .anyMatch(line -> line.startsWith("RUN FAILED: "))
                    .endsWith("AWAIT_OLD DONE: " + running);
            assertThat(back.err())
                    .contains("the new version did not come up: ")
                    .endsWith("ROLLED_BACK, job now: " + running + System.lineSeparator());
        }
    }

    private static String[] with(String[] arguments, String... first) {
        return Stream.concat(Stream.of(first), Stream.of(arguments)).toArray(String[]::new);
    }

    private static JobId onlyRunningJob(FlinkRestClient flink) {
        List<JobId> running =
                flink.jobs().all().stream()
                        .filter(job -> !job.status().isGloballyTerminal())
                        .map(JobIdWithStatus::id)
                        .toList();
        assertThat(running).hasSize(1);
        return running.get(0);
    }

    private Path jarWithoutProgram() throws IOException {
        Path jar = directory.resolve("broken.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("empty"));
        }
        return jar;
    }

    @Test
    void waitInPipeline() throws Exception {
        try (EmbeddedFlink server = EmbeddedFlink.start("2.3");
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            String url = server.uri().toString();
            String[] bounded = {"--name", "Bounded", "--records", "50"};
            Ended finished = execute(WaitInPipeline.class, with(bounded, url, JAR, "2", "PT1M"));
            assertThat(finished.status()).as(finished.err()).isZero();
            assertThat(finished.out()).startsWith("Bounded took PT");

            String[] failing = {"--fail-at", "10", "--fail-mode", "always"};
            Ended failed =
                    execute(
                            WaitInPipeline.class,
                            with(
                                    with(failing, "--restart-strategy", "none"),
                                    url,
                                    JAR,
                                    "2",
                                    "PT1M"));
            assertThat(failed.status()).isEqualTo(1);
            assertThat(failed.err())
                    .contains("the job has ended: FAILED: ", "fails, as --fail-at asked it to")
                    .contains("CRITICAL: The job failed in ");

            Ended late = execute(WaitInPipeline.class, url, JAR, "2", "PT5S");
            assertThat(late.status()).isEqualTo(1);
            assertThat(late.err()).contains("the job is RUNNING, and ");
            for (JobId job : flink.jobs().ids()) {
                flink.jobs().awaitTerminated(job, Duration.ofMinutes(1));
            }
        }
    }
}
