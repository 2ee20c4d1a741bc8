package dev.flinkrest.monitoring.metrics;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Is a name such as {@code 3.numRecordsIn}, as Flink lists the metrics of a vertex. No part of the
 * name itself can be mistaken for the number: Flink replaces dots in the names of operators.
 *
 * @param subtask the subtask's number
 * @param name the metric's name without it
 */
record SubtaskName(int subtask, String name) {
    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,9})\\.(.+)", Pattern.DOTALL);

    /** Takes a name apart; null if it does not begin with a number. */
    static @Nullable SubtaskName parse(String text) {
        Matcher parts = NUMBERED.matcher(text);
        return parts.matches()
                ? new SubtaskName(Integer.parseInt(parts.group(1)), parts.group(2))
                : null;
    }

    /** Writes it as Flink does. */
    @Override
    public String toString() {
        return subtask + "." + name;
    }
}
