package dev.flinkrest.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.embedded.EmbeddedFlink;
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

    private static String output(Main main, String... args) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            main.run(args);
        } finally {
            System.setOut(before);
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
    void readArchives() throws Exception {
        assertThat(output(ReadArchives::main, JAR, directory.toString()))
                .contains("FINISHED", "Counts[");
    }
}
