package dev.flinkrest.cli.output;

import java.util.Locale;

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

    /** Tells whether programs read this. */
    boolean isStructured() {
        return this == JSON || this == YAML;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
