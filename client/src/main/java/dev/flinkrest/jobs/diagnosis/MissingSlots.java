package dev.flinkrest.jobs.diagnosis;

/**
 * Finds that tasks wait for slots that the cluster does not have. Reported if tasks wait and no
 * slot is free, at once if the job wants more than the cluster has and does not run with fewer,
 * else after five seconds; and if the job does not run because Flink gave up waiting. Immutable and
 * safe for use by many threads.
 *
 * @param severity always critical
 * @param waitingTasks how many tasks wait; 0 if Flink gave up
 * @param wantedSlots how many slots the job wants: of each slot sharing group, the largest
 *     parallelism; before Flink 1.20, which does not tell the groups, as if there were one. A batch
 *     job does with fewer, and so does any under the adaptive scheduler
 * @param totalSlots how many slots the cluster has
 * @param freeSlots how many of them are free
 * @param missingSlots how many are missing, at least: other jobs may hold some of the cluster's
 */
public record MissingSlots(
        Severity severity,
        int waitingTasks,
        int wantedSlots,
        int totalSlots,
        int freeSlots,
        int missingSlots)
        implements Finding {

    @Override
    public String summary() {
        String who =
                waitingTasks > 0
                        ? Wording.count(waitingTasks, "task")
                                + (waitingTasks == 1 ? " waits" : " wait")
                                + " for slots"
                        : "Flink gave up waiting for slots";
        return String.format(
                "%s: the job wants %d, the cluster has %d, of which %d %s free, and at least %d %s"
                        + " missing; add task managers, end other jobs, or lower the parallelism",
                who,
                wantedSlots,
                totalSlots,
                freeSlots,
                freeSlots == 1 ? "is" : "are",
                missingSlots,
                missingSlots == 1 ? "is" : "are");
    }
}
