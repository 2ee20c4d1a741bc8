package dev.flinkrest.cli.top;

import dev.flinkrest.jobs.JobOverview;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Says what jobs are sorted by. */
enum Order {
    /** The latest first. */
    STARTED,
    /** In the order of the alphabet. */
    NAME,
    /** What needs a look before what runs, and that before what has ended. */
    STATE,
    /** The longest first. */
    DURATION,
    /** The most tasks first. */
    TASKS;

    private Comparator<JobOverview> comparator() {
        return switch (this) {
            case STARTED -> Comparator.comparingLong(JobOverview::startTime).reversed();
            case NAME -> Comparator.comparing(JobOverview::name);
            case STATE -> Comparator.comparingInt(Order::rank);
            case DURATION -> Comparator.comparingLong(JobOverview::duration).reversed();
            case TASKS ->
                    Comparator.comparingInt((JobOverview job) -> job.tasks().total()).reversed();
        };
    }

    private static int rank(JobOverview job) {
        return switch (job.state()) {
            case FAILING, FAILED, RESTARTING -> 0;
            case RUNNING -> 2;
            case FINISHED, CANCELED -> 3;
            default -> 1;
        };
    }

    List<JobOverview> sort(List<JobOverview> jobs) {
        return jobs.stream()
                .sorted(comparator().thenComparing(job -> job.jid().toString()))
                .toList();
    }

    /** Returns what comes after this one when the user asks for another order. */
    Order next() {
        return switch (this) {
            case STARTED -> NAME;
            case NAME -> STATE;
            case STATE -> DURATION;
            case DURATION -> TASKS;
            case TASKS -> STARTED;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
