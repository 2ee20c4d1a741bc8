package dev.flinkrest.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Holds one metric folded over several components. {@code GET /jobs/metrics}, {@code GET
 * /taskmanagers/metrics}, {@code GET /jobs/:jobid/vertices/:vertexid/subtasks/metrics}. Immutable
 * and safe for use by many threads.
 *
 * @param id the metric's name
 * @param min the smallest value; null if it was not asked for
 * @param max the largest value; null if it was not asked for
 * @param avg the mean of the values; null if it was not asked for
 * @param sum the sum of the values; null if it was not asked for
 * @param skew how unevenly the values are spread, in percent; null if it was not asked for, and
 *     before Flink 1.20
 */
public record AggregatedMetric(
        @JsonProperty("id") String id,
        @JsonProperty("min") @Nullable Double min,
        @JsonProperty("max") @Nullable Double max,
        @JsonProperty("avg") @Nullable Double avg,
        @JsonProperty("sum") @Nullable Double sum,
        @JsonProperty("skew") @Nullable Double skew) {}
