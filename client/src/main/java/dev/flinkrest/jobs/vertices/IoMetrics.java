package dev.flinkrest.jobs.vertices;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Counts what was read and written, in several replies under {@code /jobs/:jobid}. Immutable and
 * safe for use by many threads.
 *
 * @param readBytes how many bytes were read
 * @param readBytesComplete whether all subtasks reported the bytes they read
 * @param writeBytes how many bytes were written
 * @param writeBytesComplete whether all subtasks reported the bytes they wrote
 * @param readRecords how many records were read
 * @param readRecordsComplete whether all subtasks reported the records they read
 * @param writeRecords how many records were written
 * @param writeRecordsComplete whether all subtasks reported the records they wrote
 * @param accumulatedBackpressuredTime how long it was held back, in milliseconds; null before Flink
 *     1.16
 * @param accumulatedIdleTime how long it had nothing to do, in milliseconds; null before Flink 1.16
 * @param accumulatedBusyTime how long it was busy, in milliseconds; {@link Double#NaN} where it
 *     cannot be measured; null before Flink 1.16
 */
public record IoMetrics(
        @JsonProperty("read-bytes") long readBytes,
        @JsonProperty("read-bytes-complete") boolean readBytesComplete,
        @JsonProperty("write-bytes") long writeBytes,
        @JsonProperty("write-bytes-complete") boolean writeBytesComplete,
        @JsonProperty("read-records") long readRecords,
        @JsonProperty("read-records-complete") boolean readRecordsComplete,
        @JsonProperty("write-records") long writeRecords,
        @JsonProperty("write-records-complete") boolean writeRecordsComplete,
        @JsonProperty("accumulated-backpressured-time") @Nullable Long accumulatedBackpressuredTime,
        @JsonProperty("accumulated-idle-time") @Nullable Long accumulatedIdleTime,
        @JsonProperty("accumulated-busy-time") @Nullable Double accumulatedBusyTime) {}
