package dev.flinkrest.jobs;

import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.diagnosis.BackPressure;
import dev.flinkrest.jobs.diagnosis.BackPressure.Load;
import dev.flinkrest.jobs.diagnosis.Finding;
import dev.flinkrest.jobs.diagnosis.Finding.Severity;
import dev.flinkrest.jobs.diagnosis.Skew;
import dev.flinkrest.jobs.vertices.SubtaskBackPressure;
import dev.flinkrest.jobs.vertices.SubtaskExecutionAttempt;
import dev.flinkrest.jobs.vertices.VertexDetails;
import dev.flinkrest.plan.JobPlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Finds where a job's records get stuck, and where they pile up on one subtask. */
final class FlowFindings {
    /** Above this share of time, Flink calls back pressure high. */
    private static final double HIGH = 0.5;

    /** How many times as many records as the others a subtask must have. */
    private static final double SKEWED = 3;

    /** How many records subtasks must have had on average to be compared. */
    private static final long ENOUGH = 100;

    private final JobDetails details;
    private final LiveNumbers numbers;
    private final Map<VertexId, List<VertexId>> consumers = new HashMap<>();

    FlowFindings(JobDetails details, LiveNumbers numbers) {
        this.details = details;
        this.numbers = numbers;
        JobPlan plan = details.plan();
        if (plan != null) {
            for (JobPlan.Node node : plan.nodes()) {
                for (JobPlan.Input input : node.inputs()) {
                    consumers.computeIfAbsent(input.id(), id -> new ArrayList<>()).add(node.id());
                }
            }
        }
    }

    List<Finding> backPressure() {
        List<Load> heldBack = new ArrayList<>();
        for (JobVertexSummary vertex : details.vertices()) {
            Load load = worst(vertex, SubtaskBackPressure::ratio);
            if (load != null && load.backPressured() > HIGH) {
                heldBack.add(load);
            }
        }
        Set<VertexId> ids = new HashSet<>();
        heldBack.forEach(load -> ids.add(load.vertex()));
        List<Load> nearest =
                heldBack.stream()
                        .filter(load -> after(load.vertex()).stream().noneMatch(ids::contains))
                        .toList();
        if (nearest.isEmpty() || consumers.isEmpty()) {
            // in a circle, or in a graph that is not known, the last one will do
            nearest = heldBack.subList(Math.max(0, heldBack.size() - 1), heldBack.size());
        }
        return nearest.stream().map(this::backPressure).toList();
    }

    private Finding backPressure(Load heldBack) {
        List<VertexId> next = consumers.getOrDefault(heldBack.vertex(), List.of());
        Load bottleneck =
                details.vertices().stream()
                        .filter(vertex -> next.contains(vertex.id()))
                        .map(vertex -> Optional.ofNullable(worst(vertex, s -> s.busyRatio())))
                        .flatMap(Optional::stream)
                        .filter(load -> load.busy() >= 0)
                        .max(Comparator.comparingDouble(Load::busy))
                        .orElse(null);
        return new BackPressure(Severity.WARNING, heldBack, bottleneck);
    }

    /** Returns all vertices that come after one, near or far. */
    private Set<VertexId> after(VertexId vertex) {
        Set<VertexId> found = new HashSet<>();
        Deque<VertexId> next = new ArrayDeque<>(consumers.getOrDefault(vertex, List.of()));
        while (!next.isEmpty()) {
            VertexId one = next.pop();
            if (found.add(one)) {
                next.addAll(consumers.getOrDefault(one, List.of()));
            }
        }
        return found;
    }

    /**
     * Returns the load of the subtask of which a share is largest; null if there are no numbers.
     */
    private @Nullable Load worst(
            JobVertexSummary vertex, ToDoubleFunction<SubtaskBackPressure> share) {
        var backPressure = numbers.backPressure().get(vertex.id());
        if (backPressure == null) {
            return null;
        }
        return backPressure.subtasks().stream()
                .filter(subtask -> !Double.isNaN(share.applyAsDouble(subtask)))
                .max(Comparator.comparingDouble(share))
                .map(
                        subtask ->
                                new Load(
                                        vertex.id(),
                                        vertex.name(),
                                        subtask.subtask(),
                                        subtask.ratio(),
                                        subtask.busyRatio(),
                                        subtask.idleRatio()))
                .orElse(null);
    }

    List<Finding> skew() {
        List<Finding> found = new ArrayList<>();
        for (JobVertexSummary vertex : details.vertices()) {
            VertexDetails subtasks = numbers.vertices().get(vertex.id());
            if (subtasks != null) {
                skew(subtasks).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Finding> skew(VertexDetails vertex) {
        List<SubtaskExecutionAttempt> subtasks = vertex.subtasks();
        if (subtasks.size() < 2 || subtasks.stream().anyMatch(FlowFindings::hasNoNumbers)) {
            return Optional.empty();
        }
        boolean written = subtasks.stream().allMatch(one -> one.metrics().readRecords() == 0);
        List<Long> records =
                subtasks.stream()
                        .map(SubtaskExecutionAttempt::metrics)
                        .map(io -> written ? io.writeRecords() : io.readRecords())
                        .toList();
        if (records.stream().mapToLong(Long::longValue).sum() < ENOUGH * records.size()) {
            return Optional.empty();
        }
        // by time, for a subtask may have been restarted alone, and may have ended
        double sum = 0;
        int most = 0;
        double[] rates = new double[records.size()];
        for (int i = 0; i < rates.length; i++) {
            rates[i] =
                    (double) records.get(i)
                            / Math.max(1, vertex.now() - subtasks.get(i).startTime());
            sum += rates[i];
            most = rates[i] > rates[most] ? i : most;
        }
        double others = (sum - rates[most]) / (rates.length - 1);
        return rates[most] < SKEWED * others
                ? Optional.empty()
                : Optional.of(
                        new Skew(
                                Severity.WARNING,
                                vertex.id(),
                                vertex.name(),
                                subtasks.get(most).subtask(),
                                rates[most] / sum,
                                written,
                                records));
    }

    private static boolean hasNoNumbers(SubtaskExecutionAttempt subtask) {
        return subtask.startTime() < 0
                || !subtask.metrics().readRecordsComplete()
                || !subtask.metrics().writeRecordsComplete();
    }
}
