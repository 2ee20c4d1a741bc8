package dev.flinkrest.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.embedded.EmbeddedSqlGateway;
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

    /** Returns all that a program prints; what went wrong with it stands there, too. */
    private static String output(Main main, String... args) throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(capture);
        System.setErr(capture);
        try {
            main.run(args);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tour() throws Exception {
        try (EmbeddedFlink flink = EmbeddedFlink.start("2.3")) {
            String savepoints = directory.toUri().toString();
            assertThat(output(Tour::main, flink.uri().toString(), JAR, savepoints))
                    .contains("savepoint-", "GET /jobs/");
        }
    }

    @Test
    void sqlTour() throws Exception {
        try (EmbeddedFlink flink = EmbeddedFlink.builder().version("2.3").sql().start();
                EmbeddedSqlGateway gateway =
                        EmbeddedSqlGateway.builder().version("2.3").cluster(flink).start()) {
            String printed = output(SqlTour::main, gateway.uri().toString());
            assertThat(printed.lines().filter(line -> line.startsWith("INSERT "))).hasSize(10);
            assertThat(printed).contains("Column 'x' not found in any table").contains("(1:8)");
        }
    }

    @Test
    void readArchives() throws Exception {
        assertThat(output(ReadArchives::main, JAR, directory.toString()))
                .contains("FINISHED", "Counts[");
    }
}
