package dev.flinkrest.jobs;

import dev.flinkrest.cluster.ClusterOverview;
import dev.flinkrest.jobs.diagnosis.Finding;
import dev.flinkrest.jobs.diagnosis.Finding.Severity;
import dev.flinkrest.jobs.diagnosis.MissingSlots;
import dev.flinkrest.jobs.vertices.ExecutionState;
import dev.flinkrest.plan.JobPlan;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds slots that a job waits for in vain. */
final class SlotFindings {
    /** How long tasks may wait for slots that the cluster has, in milliseconds. */
    private static final long PATIENCE = 5_000;

    private SlotFindings() {}

    static Optional<Finding> missing(JobDetails details, ClusterOverview cluster, boolean gaveUp) {
        int waiting = waitingTasks(details);
        int wanted = wantedSlots(details);
        boolean wantsTooMuch = wanted > cluster.slotsTotal() && !isElastic(details);
        boolean waits =
                waiting > 0
                        && cluster.slotsAvailable() == 0
                        && (wantsTooMuch || waitedMillis(details) >= PATIENCE);
        if (!waits && !gaveUp) {
            return Optional.empty();
        }
        return Optional.of(
                new MissingSlots(
                        Severity.CRITICAL,
                        waits ? waiting : 0,
                        wanted,
                        cluster.slotsTotal(),
                        cluster.slotsAvailable(),
                        wantsTooMuch ? wanted - cluster.slotsTotal() : 1));
    }

    /** Tells whether a job does with fewer slots: in batch, and under the adaptive scheduler. */
    private static boolean isElastic(JobDetails details) {
        return isBatch(details)
                || details.vertices().stream().allMatch(vertex -> knownTasks(vertex) == 0);
    }

    private static boolean isBatch(JobDetails details) {
        JobPlan plan = details.plan();
        return details.jobType() == JobType.BATCH
                || (plan != null && "BATCH".equals(plan.type())); // what tells before 1.20
    }

    /** Counts the tasks that wait; in a batch job some always do, so only if none is under way. */
    private static int waitingTasks(JobDetails details) {
        return switch (details.state()) {
            case CREATED, RUNNING, RESTARTING ->
                    isBatch(details)
                                    && details.vertices().stream()
                                            .anyMatch(SlotFindings::isUnderWay)
                            ? 0
                            : details.vertices().stream()
                                    .mapToInt(SlotFindings::waitingTasks)
                                    .sum();
            default -> 0;
        };
    }

    private static boolean isUnderWay(JobVertexSummary vertex) {
        return count(vertex, ExecutionState.DEPLOYING)
                        + count(vertex, ExecutionState.INITIALIZING)
                        + count(vertex, ExecutionState.RUNNING)
                > 0;
    }

    private static int count(JobVertexSummary vertex, ExecutionState state) {
        return vertex.tasks().getOrDefault(state, 0);
    }

    private static int knownTasks(JobVertexSummary vertex) {
        return vertex.tasks().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The adaptive scheduler has no tasks in any state while it waits for slots. */
    private static int waitingTasks(JobVertexSummary vertex) {
        return Math.max(0, vertex.parallelism() - knownTasks(vertex))
                + count(vertex, ExecutionState.SCHEDULED)
                + count(vertex, ExecutionState.CREATED);
    }

    private static int wantedSlots(JobDetails details) {
        Map<String, Integer> byGroup =
                details.vertices().stream()
                        .collect(
                                Collectors.toMap(
                                        SlotFindings::group,
                                        vertex -> Math.max(1, vertex.parallelism()),
                                        Math::max));
        return byGroup.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String group(JobVertexSummary vertex) {
        return vertex.slotSharingGroupId() == null ? "" : vertex.slotSharingGroupId();
    }

    private static long waitedMillis(JobDetails details) {
        return details.now()
                - (details.timestamps().isEmpty()
                        ? details.startTime()
                        : Collections.max(details.timestamps().values()));
    }
}
