package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The operations that the contract saw to work on real servers, which {@code
 * docs/reference/compatibility.md} is made of. They are kept in {@code src/test/resources/seen}, a
 * file for each kind of server, version and suite of tests.
 */
final class Seen {
    private static final Path DIRECTORY = Listing.file("seen");

    private Seen() {}

    /**
     * Holds what a suite saw to what it saw when the files were written; with {@code
     * -Ddocs.write=true}, writes its file and the page anew. Versions that this library is not
     * tested with have no file.
     *
     * @param server the kind of server
     * @param version the server's full version
     * @param suite the class of the tests
     * @param operations what it saw to work on that version
     */
    static void hold(Server server, String version, Class<?> suite, Set<String> operations) {
        if (!server.versions().contains(version)) {
            return;
        }
        Path file = directory(server).resolve(version).resolve(suite.getSimpleName() + ".txt");
        if (WrittenText.writing()) {
            WrittenText.write(file, String.join("\n", new TreeSet<>(operations)) + "\n");
            CompatibilityPage.ofCheckout().write();
        } else {
            assertThat(operations)
                    .as(
                            "what %s saw on Flink %s, held to %s; if that is out of date, run the suite on"
                                    + " this version with -Ddocs.write=true",
                            suite.getSimpleName(), version, file)
                    .containsExactlyInAnyOrderElementsOf(
                            Files.exists(file) ? lines(file) : List.of());
        }
    }

    /**
     * Reads what all suites together saw.
     *
     * @param server the kind of server
     * @return the operations by the server's version, of those versions that any suite ran on
     */
    static Map<String, Set<String>> read(Server server) {
        Map<String, Set<String>> seen = new TreeMap<>();
        for (Path file : files(server)) {
            seen.computeIfAbsent(
                            file.getParent().getFileName().toString(), version -> new TreeSet<>())
                    .addAll(lines(file));
        }
        return seen;
    }

    /** All files there are of a kind of server. */
    static List<Path> files(Server server) {
        if (!Files.isDirectory(directory(server))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory(server))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory(Server server) {
        return DIRECTORY.resolve(server.fileName());
    }

    private static List<String> lines(Path file) {
        return WrittenText.read(file).lines().toList();
    }
}
