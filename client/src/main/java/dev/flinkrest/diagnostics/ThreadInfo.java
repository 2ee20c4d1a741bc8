package dev.flinkrest.diagnostics;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Describes one thread. {@code GET /jobmanager/thread-dump}, {@code GET
 * /taskmanagers/:taskmanagerid/thread-dump}. Immutable and safe for use by many threads.
 *
 * @param threadName its name
 * @param stringifiedThreadInfo its state, locks and stack as text of several lines
 */
public record ThreadInfo(
        @JsonProperty("threadName") String threadName,
        @JsonProperty("stringifiedThreadInfo") String stringifiedThreadInfo) {}
