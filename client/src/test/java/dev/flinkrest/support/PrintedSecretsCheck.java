package dev.flinkrest.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Searches what a whole suite has printed for the secrets that its tests use: standard output and
 * error of every fork, failures and names of tests, as they stand in the reports. Run by the build
 * after the suite; {@code printed.reports} names the directories, separated by commas.
 */
class PrintedSecretsCheck {
    @Test
    void noSecretWasPrinted() throws IOException {
        List<String> found = new ArrayList<>();
        for (String name : System.getProperty("printed.reports").split(",", -1)) {
            Path directory = Path.of(name);
            if (Files.isDirectory(directory)) { // or else no test was to run
                found.addAll(PrintedSecrets.below(directory));
                requireSight(directory);
            }
        }
        assertThat(found)
                .as("places where a secret of the tests was printed; the lines are in these files")
                .isEmpty();
    }

    /** A search that finds nothing says nothing unless it would have found something. */
    private static void requireSight(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (file.getFileName()
                        .toString()
                        .matches("TEST-.*\\.PrintedSecrets(Test|IT)\\.xml")) {
                    assertThat(PrintedSecrets.hasSeen(file))
                            .as("whether %s holds what that test prints on purpose", file)
                            .isTrue();
                }
            }
        }
    }
}
