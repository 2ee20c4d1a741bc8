package dev.flinkrest.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Counts task managers, slots and jobs. {@code GET /overview}. Immutable and safe for use by many
 * threads.
 *
 * @param taskmanagers how many task managers are registered
 * @param slotsTotal how many slots there are
 * @param slotsAvailable how many slots are free
 * @param taskmanagersBlocked how many task managers take no new tasks; null if none, and before
 *     Flink 1.16
 * @param slotsFreeAndBlocked how many free slots are on such task managers; null if none, and
 *     before Flink 1.16
 * @param jobsRunning how many jobs have not ended
 * @param jobsFinished how many jobs ended well
 * @param jobsCancelled how many jobs were cancelled
 * @param jobsFailed how many jobs failed
 * @param flinkVersion the server's version, for example {@code 1.20.3}
 * @param flinkCommit the commit that the server was built from, in short
 */
public record ClusterOverview(
        @JsonProperty("taskmanagers") int taskmanagers,
        @JsonProperty("slots-total") int slotsTotal,
        @JsonProperty("slots-available") int slotsAvailable,
        @JsonProperty("taskmanagers-blocked") @Nullable Integer taskmanagersBlocked,
        @JsonProperty("slots-free-and-blocked") @Nullable Integer slotsFreeAndBlocked,
        @JsonProperty("jobs-running") int jobsRunning,
        @JsonProperty("jobs-finished") int jobsFinished,
        @JsonProperty("jobs-cancelled") int jobsCancelled,
        @JsonProperty("jobs-failed") int jobsFailed,
        @JsonProperty("flink-version") String flinkVersion,
        @JsonProperty("flink-commit") String flinkCommit) {}
