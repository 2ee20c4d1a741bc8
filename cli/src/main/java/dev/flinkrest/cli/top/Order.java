package dev.flinkrest.cli.top;

import dev.flinkrest.jobs.JobOverview;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Says what jobs are sorted by. */
enum Order {
    /** The latest first. */
    STARTED(Comparator.comparingLong(JobOverview::startTime).reversed()),
    /** In the order of the alphabet. */
    NAME(Comparator.comparing(JobOverview::name)),
    /** What needs a look before what runs, and that before what has ended. */
    STATE(Comparator.comparingInt(Order::rank)),
    /** The longest first. */
    DURATION(Comparator.comparingLong(JobOverview::duration).reversed()),
    /** The most tasks first. */
    TASKS(Comparator.comparingInt((JobOverview job) -> job.tasks().total()).reversed());

    private final Comparator<JobOverview> comparator;

    Order(Comparator<JobOverview> comparator) {
        this.comparator = comparator;
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
        return jobs.stream().sorted(comparator.thenComparing(job -> job.jid().toString())).toList();
    }

    Order next() {
        return values()[(ordinal() + 1) % values().length];
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
