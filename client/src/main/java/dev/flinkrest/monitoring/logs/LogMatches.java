package dev.flinkrest.monitoring.logs;

import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import java.util.Map;

/**
 * Is what a search found. Immutable and safe for use by many threads.
 *
 * @param entries the newest entries that match, up to the query's limit, in the order of their
 *     timestamps' text; one without a timestamp stands where the one before it in its log would
 * @param found how many entries match in all that was read
 * @param unread the logs that could not be read, or not to their end, and why; what was found in
 *     them before that counts
 */
public record LogMatches(List<LogEntry> entries, long found, Map<LogSource, String> unread) {

    /** Copies the collections. */
    public LogMatches {
        entries = Immutable.list(entries);
        unread = Immutable.map(unread);
    }
}
