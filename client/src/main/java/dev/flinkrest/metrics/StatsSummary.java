package dev.flinkrest.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Folds one number of several checkpoints, or of several subtasks of one. Immutable and safe for
 * use by many threads.
 *
 * @param min the smallest
 * @param max the largest
 * @param avg the mean, rounded down
 * @param p50 the 50th percentile; {@link Double#NaN} if nothing was measured; null before Flink
 *     1.14
 * @param p90 the 90th percentile; {@link Double#NaN} if nothing was measured; null before Flink
 *     1.14
 * @param p95 the 95th percentile; {@link Double#NaN} if nothing was measured; null before Flink
 *     1.14
 * @param p99 the 99th percentile; {@link Double#NaN} if nothing was measured; null before Flink
 *     1.14
 * @param p999 the 99.9th percentile; {@link Double#NaN} if nothing was measured; null before Flink
 *     1.14
 */
public record StatsSummary(
        @JsonProperty("min") long min,
        @JsonProperty("max") long max,
        @JsonProperty("avg") long avg,
        @JsonProperty("p50") @Nullable Double p50,
        @JsonProperty("p90") @Nullable Double p90,
        @JsonProperty("p95") @Nullable Double p95,
        @JsonProperty("p99") @Nullable Double p99,
        @JsonProperty("p999") @Nullable Double p999) {}
