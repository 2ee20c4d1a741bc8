package dev.flinkrest.jobs;

import dev.flinkrest.internal.util.Check;
import dev.flinkrest.internal.util.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what a job's exceptions are asked for. Immutable and safe for use by many threads.
 *
 * @param maxExceptions how many entries at the most; null for the server's limit
 * @param failureLabels the labels that an entry must have, by key; empty for any; Flink 1.18 and
 *     later
 */
public record ExceptionsQuery(@Nullable Integer maxExceptions, Map<String, String> failureLabels) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if {@code maxExceptions} is less than 1, or a label or its
     *     value is blank or holds a comma or colon, which Flink cannot tell apart from its own
     */
    public ExceptionsQuery {
        if (maxExceptions != null) {
            Check.atLeast("maxExceptions", maxExceptions, 1);
        }
        failureLabels.forEach(
                (key, value) -> {
                    checkLabel("failure label", key);
                    checkLabel("value of the failure label " + key, value);
                });
        failureLabels = Immutable.map(failureLabels);
    }

    private static void checkLabel(String what, String text) {
        Check.notBlank(what, text);
        if (text.indexOf(',') >= 0 || text.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    what + " is '" + text + "'; expected a text without ',' and ':'");
        }
    }

    /**
     * Chooses the latest entries.
     *
     * @param maxExceptions how many at the most
     * @return the query
     * @throws IllegalArgumentException if it is less than 1
     */
    public static ExceptionsQuery latest(int maxExceptions) {
        return new ExceptionsQuery(maxExceptions, Map.of());
    }
}
