package dev.flinkrest.monitoring.logs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keeps the newest entries of several logs, as many as are wanted, and counts them all. Safe for
 * use by many threads.
 */
final class Newest {
    private final int limit;
    private final PriorityQueue<Ranked> entries = new PriorityQueue<>(Ranked.ORDER);
    private long found;

    /**
     * Is an entry and what it is ordered by.
     *
     * @param time its timestamp, or that of the one before it in its log
     * @param log the place of its log
     * @param entry the entry
     */
    private record Ranked(String time, int log, LogEntry entry) {
        private static final Comparator<Ranked> ORDER =
                Comparator.comparing(Ranked::time)
                        .thenComparingInt(Ranked::log)
                        .thenComparingLong(ranked -> ranked.entry().number());
    }

    Newest(int limit) {
        this.limit = limit;
    }

    synchronized void add(String time, int log, LogEntry entry) {
        found++;
        entries.add(new Ranked(time, log, entry));
        if (entries.size() > limit) {
            entries.remove();
        }
    }

    synchronized long found() {
        return found;
    }

    /** Returns the entries, the oldest first. */
    synchronized List<LogEntry> entries() {
        List<Ranked> sorted = new ArrayList<>(entries);
        sorted.sort(Ranked.ORDER);
        return sorted.stream().map(Ranked::entry).toList();
    }
}
