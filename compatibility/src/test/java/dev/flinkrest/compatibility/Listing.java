package dev.flinkrest.compatibility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads the lists that people keep by hand: a line an entry, its cells between bars. */
final class Listing {
    private static final Path DIRECTORY = Path.of("src/test/resources");

    private Listing() {}

    /** Where a list of that name is. */
    static Path file(String name) {
        return DIRECTORY.resolve(name);
    }

    /**
     * Reads a list.
     *
     * @param name the file's name
     * @param columns how many cells each entry has
     * @return the entries' cells, without spaces around them
     * @throws IllegalStateException if an entry has more or fewer cells
     */
    static List<List<String>> read(String name, int columns) {
        try {
            return Files.readAllLines(file(name)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> cells(name, columns, line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String name, int columns, String line) {
        List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        if (cells.size() != columns) {
            throw new IllegalStateException(
                    name
                            + " has "
                            + cells.size()
                            + " cells instead of "
                            + columns
                            + " in: "
                            + line);
        }
        return cells;
    }
}
