package dev.flinkrest.logs;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Describes one log file. {@code GET /jobmanager/logs}, {@code GET
 * /taskmanagers/:taskmanagerid/logs}. Immutable and safe for use by many threads.
 *
 * @param name the file's name, without a directory
 * @param size the file's length in bytes
 * @param mtime when the file was last changed, in milliseconds since 1970; null before Flink 1.15
 */
public record LogInfo(
        @JsonProperty("name") String name,
        @JsonProperty("size") long size,
        @JsonProperty("mtime") @Nullable Long mtime) {}
