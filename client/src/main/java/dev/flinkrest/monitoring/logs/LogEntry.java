package dev.flinkrest.monitoring.logs;

import org.jspecify.annotations.Nullable;

/**
 * Is what a process logged at once: a line, and what belongs to it, such as a stack trace.
 * Immutable and safe for use by many threads.
 *
 * @param source the log
 * @param number which line of its file it begins at, the first being 1
 * @param timestamp when it was logged, just as it is written there; null if the line begins with no
 *     time
 * @param level how grave it is; null if the line names no level
 * @param text all its lines, joined by line feeds; cut off after 65,536 characters
 */
public record LogEntry(
        LogSource source,
        long number,
        @Nullable String timestamp,
        @Nullable LogLevel level,
        String text) {}
