package dev.flinkrest.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.embedded.EmbeddedSqlGateway;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.monitoring.metrics.MetricSelection;
import dev.flinkrest.monitoring.metrics.VertexHealth;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
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

    @Test
    void tour() throws Exception {
        try (EmbeddedFlink flink = EmbeddedFlink.start("2.3")) {
            String savepoints = directory.toUri().toString();
            Printed printed = run(Tour::main, flink.uri().toString(), JAR, savepoints);
            assertThat(printed.out()).as(printed.err()).contains("savepoint-", "GET /jobs/");
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
}
