package dev.flinkrest.jobs;

/**
 * Tells from two overviews of a job whether its tasks were started anew in between. The time of a
 * job's last modification is that of the latest change of a task's state, and tasks go through
 * their states in one direction: if fewer have come to some state than before, or one has moved and
 * the counts are the same, another attempt has begun.
 */
final class RestartSigns {
    private RestartSigns() {}

    static boolean between(JobOverview before, JobOverview now) {
        JobStatus from = before.state();
        JobStatus to = now.state();
        if (to.isTerminal() || to == JobStatus.FAILING || to == JobStatus.CANCELLING) {
            return false;
        }
        if (from == to) {
            return to == JobStatus.RUNNING
                    ? hasGoneBack(before, now)
                    : to == JobStatus.RESTARTING && hasMovedInACircle(before, now);
        }
        // the adaptive scheduler has no tasks between two runs, and calls a job CREATED meanwhile,
        // up to Flink 1.14 INITIALIZING
        return from == JobStatus.RUNNING
                && (to == JobStatus.RESTARTING
                        || to == JobStatus.CREATED
                        || to == JobStatus.INITIALIZING);
    }

    private static boolean hasMovedInACircle(JobOverview before, JobOverview now) {
        return before.lastModification() < now.lastModification()
                && before.tasks().equals(now.tasks());
    }

    private static boolean hasGoneBack(JobOverview before, JobOverview now) {
        if (hasMovedInACircle(before, now) || wasRescaled(before.tasks(), now.tasks())) {
            return true;
        }
        int[] had = arrivals(before.tasks());
        int[] has = arrivals(now.tasks());
        for (int i = 0; i < had.length; i++) {
            if (has[i] < had[i]) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether there are more tasks or fewer; adaptive batch adds some when others have finished.
     */
    private static boolean wasRescaled(TaskCounts before, TaskCounts now) {
        return before.total() > 0
                && before.total() != now.total()
                && before.finished() >= now.finished();
    }

    /** How many tasks have come to each state, or through it, on the way to success. */
    private static int[] arrivals(TaskCounts tasks) {
        int finished = tasks.finished();
        int running = finished + tasks.running();
        int initializing = running + tasks.initializing();
        int deploying = initializing + tasks.deploying();
        int scheduled = deploying + tasks.scheduled();
        return new int[] {finished, running, initializing, deploying, scheduled};
    }
}
