package dev.flinkrest.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Holds one metric as the bare arrays of {@code GET /jobmanager/metrics}, {@code GET
 * /jobs/:jobid/metrics}, {@code GET /taskmanagers/:taskmanagerid/metrics} and the like hold it.
 * Immutable and safe for use by many threads.
 *
 * @param id the metric's name, for example {@code Status.JVM.CPU.Load}
 * @param value the value as text, most often a number; null if only names were asked for
 */
public record Metric(@JsonProperty("id") String id, @JsonProperty("value") @Nullable String value) {

    /**
     * Returns the value as a number.
     *
     * @return the number; {@link Double#NaN} if there is no value or it is not a number
     */
    public double asDouble() {
        return asNumber().orElse(Double.NaN);
    }

    /**
     * Returns the value as a number, told apart from texts such as {@code true}.
     *
     * @return the number, {@link Double#NaN} and infinities among them; empty if there is no value
     *     or it is a text
     */
    public OptionalDouble asNumber() {
        // Java reads "1d" and "0x1p3" as numbers; Flink writes none so, but users' texts may be
        if (value == null || value.matches("(?s).*([dDfF]|[xX].*)")) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /**
     * Returns the value as a whole number, exact beyond what a double can hold.
     *
     * @return the number; empty if there is no value, or it is a text, a fraction or beyond 64 bits
     */
    public OptionalLong asLong() {
        if (value == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(value));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
