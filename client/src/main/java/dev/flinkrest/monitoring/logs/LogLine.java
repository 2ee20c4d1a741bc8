package dev.flinkrest.monitoring.logs;

/**
 * Is one line of a log. Immutable and safe for use by many threads.
 *
 * @param source the log
 * @param number which line of its file it is, the first being 1; begins anew where a log that is
 *     followed is rotated
 * @param text the line, read as UTF-8, without its end; a line of more than 1 MiB comes in pieces
 *     of the same number
 */
public record LogLine(LogSource source, long number, String text) {}
