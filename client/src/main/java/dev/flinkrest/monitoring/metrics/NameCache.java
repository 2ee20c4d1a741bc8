package dev.flinkrest.monitoring.metrics;

import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.JobVertexSummary;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which metrics components have, by the operation that lists them. Holds a limited number
 * of names, and forgets those first that were not asked for longest. Safe for use by many threads.
 */
final class NameCache {
    private final Ticker ticker;
    private final int maxNames;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private int size;

    NameCache(Ticker ticker, int maxNames) {
        this.ticker = ticker;
        this.maxNames = maxNames;
    }

    /**
     * Says how long a list of names holds.
     *
     * @param job the job that the component is of; null if of none
     * @param attempt changes when the component is started anew
     * @param keep how long names are kept at most
     */
    record Validity(@Nullable JobId job, Object attempt, Duration keep) {
        /** Operators register some metrics late: Kafka's consumer does after its first records. */
        private static final Duration LONGEST = Duration.ofMinutes(1);

        /** For a process, whose id changes when it is started anew. */
        static final Validity OF_PROCESS = new Validity(null, "", LONGEST);

        /**
         * For a job or one of its vertices. A restart changes when a vertex or the job began to
         * run; of a partial one, Flink tells by the job's states alone. What has just begun has not
         * shown all its metrics yet, so names are kept no longer than it had run.
         */
        static Validity of(JobId job, JobDetails details, @Nullable JobVertexSummary vertex) {
            long began = vertex == null ? details.startTime() : vertex.startTime();
            long running = details.timestamps().getOrDefault(JobStatus.RUNNING, 0L);
            long restarting = details.timestamps().getOrDefault(JobStatus.RESTARTING, 0L);
            int parallelism = vertex == null ? 0 : vertex.parallelism();
            long millis = details.now() - Math.max(began, Math.max(running, restarting));
            Duration keep =
                    began <= 0 || millis <= 0
                            ? Duration.ZERO
                            : Duration.ofMillis(Math.min(millis, LONGEST.toMillis()));
            return new Validity(job, List.of(began, running, restarting, parallelism), keep);
        }
    }

    private record Entry(List<String> names, Validity validity, long listedAt) {
        int cost() {
            return names.size() + 1;
        }
    }

    /** Returns the names, or null if they are not known or no longer hold. */
    synchronized @Nullable List<String> get(String listing, Validity validity) {
        Entry entry = entries.get(listing);
        if (entry == null
                || !entry.validity().attempt().equals(validity.attempt())
                || ticker.nanoTime() - entry.listedAt() >= entry.validity().keep().toNanos()) {
            return null;
        }
        return entry.names();
    }

    /** Keeps what the server has listed, if it holds for any time. */
    synchronized void put(String listing, Validity validity, List<String> names) {
        Entry before = entries.remove(listing);
        if (before != null) {
            size -= before.cost();
        }
        if (!names.isEmpty() && !validity.keep().isZero()) {
            Entry entry = new Entry(List.copyOf(names), validity, ticker.nanoTime());
            entries.put(listing, entry);
            size += entry.cost();
            makeRoom();
        }
    }

    private void makeRoom() {
        Iterator<Entry> oldestFirst = entries.values().iterator();
        while (size > maxNames && oldestFirst.hasNext()) {
            size -= oldestFirst.next().cost();
            oldestFirst.remove();
        }
    }

    /** Forgets jobs that are gone. */
    synchronized void forgetJobs(Predicate<JobId> gone) {
        entries.values()
                .removeIf(
                        entry -> {
                            JobId job = entry.validity().job();
                            boolean forget = job != null && gone.test(job);
                            size -= forget ? entry.cost() : 0;
                            return forget;
                        });
    }

    /** Counts the names that are kept, and the lists. */
    synchronized int size() {
        return size;
    }
}
