package dev.flinkrest.jobs.rescales;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.metrics.StatsSummary;

/**
 * Folds how long the rescales of a job took. {@code GET /jobs/:jobid/rescales/summary}; Flink 2.3
 * and later. Immutable and safe for use by many threads.
 *
 * @param rescalesCounts how many there were
 * @param rescalesDurationStats of all, in milliseconds
 * @param completedRescalesDurationStats of those that went well, in milliseconds
 * @param ignoredRescalesDurationStats of those that changed nothing, in milliseconds
 * @param failedRescalesDurationStats of those that failed, in milliseconds
 */
public record RescalesSummary(
        @JsonProperty("rescalesCounts") RescalesCounts rescalesCounts,
        @JsonProperty("rescalesDurationStatsInMillis") StatsSummary rescalesDurationStats,
        @JsonProperty("completedRescalesDurationStatsInMillis")
                StatsSummary completedRescalesDurationStats,
        @JsonProperty("ignoredRescalesDurationStatsInMillis")
                StatsSummary ignoredRescalesDurationStats,
        @JsonProperty("failedRescalesDurationStatsInMillis")
                StatsSummary failedRescalesDurationStats) {}
