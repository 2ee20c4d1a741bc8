package dev.flinkrest.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
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
        if (value == null) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
