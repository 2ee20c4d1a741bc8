package dev.flinkrest.cli.output;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Says in which form results are printed. */
public enum Format {
    /** For people: tables and sheets that fit the terminal. */
    TABLE,
    /** For people with room: all columns, nothing cut. */
    WIDE,
    /** Flink's own field names. */
    JSON,
    /** The same as JSON, in YAML. */
    YAML,
    /** Ids alone, one a line. */
    NAME;

    /**
     * Finds a form.
     *
     * @param name its name, in any case
     * @return the form; empty if there is none of that name
     */
    public static Optional<Format> of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Tells whether programs read this. */
    boolean isStructured() {
        return this == JSON || this == YAML;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
