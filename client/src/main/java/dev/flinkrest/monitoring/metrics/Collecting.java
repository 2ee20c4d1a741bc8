package dev.flinkrest.monitoring.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Is what the readers of one collection share. Not safe for use by many threads. */
final class Collecting {
    /** Flink fetches metrics when it is asked for them, and answers before they have come. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final ParallelCalls calls;
    private final Listings listings;
    private final List<MissingMetrics> missing = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();

    Collecting(ParallelCalls calls, NameCache cache) {
        this.calls = calls;
        this.listings = new Listings(calls, cache);
    }

    ParallelCalls calls() {
        return calls;
    }

    Listings listings() {
        return listings;
    }

    void missing(MissingMetrics what) {
        missing.add(what);
    }

    List<MissingMetrics> missing() {
        return missing;
    }

    /** Keeps a second question until all others are answered. */
    void later(Runnable question) {
        later.add(question);
    }

    /** Waits for all that was asked, and then for what has to be asked again. */
    void finish() {
        calls.run();
        if (!later.isEmpty()) {
            calls.pause(PAUSE);
            listings.askAgain();
            later.forEach(Runnable::run);
            calls.run();
        }
        calls.requireServer();
    }
}
