package dev.flinkrest.cli.job;

import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.Sheet;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.checkpoints.Checkpoint;
import dev.flinkrest.jobs.checkpoints.CheckpointingConfiguration;
import dev.flinkrest.jobs.checkpoints.CheckpointingConfiguration.Externalization;
import dev.flinkrest.jobs.checkpoints.CheckpointingStatistics;
import dev.flinkrest.jobs.checkpoints.CheckpointingStatistics.Counts;
import dev.flinkrest.jobs.checkpoints.CompletedCheckpoint;
import dev.flinkrest.jobs.checkpoints.CompletedSubtaskCheckpoint;
import dev.flinkrest.jobs.checkpoints.FailedCheckpoint;
import dev.flinkrest.jobs.checkpoints.RestoredCheckpoint;
import dev.flinkrest.jobs.checkpoints.SubtaskCheckpoint;
import dev.flinkrest.jobs.checkpoints.TaskCheckpointStatistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How checkpoints look. */
final class CheckpointViews {
    private static final View<Checkpoint> CHECKPOINTS =
            View.<Checkpoint>named(one -> String.valueOf(one.id()))
                    .number("ID", Checkpoint::id)
                    .state("STATUS", Checkpoint::status)
                    .column("TYPE", Checkpoint::checkpointType)
                    .column("TRIGGERED", one -> Quantities.time(one.triggerTimestamp()))
                    .number("DURATION", one -> Quantities.duration(one.endToEndDuration()))
                    .number("SIZE", one -> Quantities.bytes(one.stateSize()))
                    .number("ACKNOWLEDGED", CheckpointViews::acknowledged)
                    .text("PATH", CheckpointViews::path)
                    .onlyWide();

    /** Is a vertex's part of a checkpoint. */
    private record Task(VertexId id, String name, TaskCheckpointStatistics statistics) {}

    private static final View<Task> TASKS =
            View.<Task>named(task -> task.id().toString())
                    .id("VERTEX", Task::id)
                    .text("NAME", Task::name)
                    .state("STATUS", task -> task.statistics().status())
                    .number(
                            "DURATION",
                            task -> Quantities.duration(task.statistics().endToEndDuration()))
                    .number("SIZE", task -> Quantities.bytes(task.statistics().stateSize()))
                    .number(
                            "ACKNOWLEDGED",
                            task ->
                                    task.statistics().numAcknowledgedSubtasks()
                                            + "/"
                                            + task.statistics().numSubtasks());

    static final View<SubtaskCheckpoint> SUBTASKS =
            View.<SubtaskCheckpoint>named(subtask -> String.valueOf(subtask.index()))
                    .number("SUBTASK", SubtaskCheckpoint::index)
                    .state("STATUS", subtask -> subtask.status().toUpperCase(Locale.ROOT))
                    .number("DURATION", of(done -> Quantities.duration(done.endToEndDuration())))
                    .number("SIZE", of(done -> Quantities.bytes(done.stateSize())))
                    .number("SYNC", of(done -> Quantities.duration(done.checkpoint().sync())))
                    .number("ASYNC", of(done -> Quantities.duration(done.checkpoint().async())))
                    .number(
                            "ALIGNMENT",
                            of(done -> Quantities.duration(done.alignment().duration())))
                    .number("DELAY", of(done -> Quantities.duration(done.startDelay())));

    private CheckpointViews() {}

    private static Function<SubtaskCheckpoint, @Nullable Object> of(
            Function<CompletedSubtaskCheckpoint, String> value) {
        return subtask ->
                subtask instanceof CompletedSubtaskCheckpoint done ? value.apply(done) : null;
    }

    private static String acknowledged(Checkpoint one) {
        return one.numAcknowledgedSubtasks() + "/" + one.numSubtasks();
    }

    private static @Nullable String path(Checkpoint one) {
        return one instanceof CompletedCheckpoint done ? done.externalPath() : null;
    }

    static Sheet sheet(CheckpointingStatistics all) {
        Counts counts = all.counts();
        Sheet sheet =
                new Sheet()
                        .line(
                                "Checkpoints",
                                counts.completed()
                                        + " completed, "
                                        + counts.inProgress()
                                        + " in progress, "
                                        + counts.failed()
                                        + " failed, "
                                        + counts.restored()
                                        + " restored");
        CompletedCheckpoint latest = all.latest().completed();
        if (latest != null) {
            sheet.line("Latest", latest.id() + " in " + latest.externalPath());
        }
        CompletedCheckpoint savepoint = all.latest().savepoint();
        if (savepoint != null) {
            sheet.line("Savepoint", savepoint.id() + " in " + savepoint.externalPath());
        }
        RestoredCheckpoint restored = all.latest().restored();
        if (restored != null) {
            sheet.line("Restored", restored.id() + " from " + restored.externalPath());
        }
        FailedCheckpoint failed = all.latest().failed();
        if (failed != null) {
            sheet.line("Failed", failed.id() + ": " + failed.failureMessage());
        }
        return sheet.table("History", all.history(), CHECKPOINTS);
    }

    static Sheet sheet(Checkpoint one, JobDetails job) {
        Map<VertexId, String> names = new HashMap<>();
        job.vertices().forEach(vertex -> names.put(vertex.id(), vertex.name()));
        List<Task> tasks = new ArrayList<>();
        one.tasks()
                .forEach((id, task) -> tasks.add(new Task(id, names.getOrDefault(id, "?"), task)));
        Sheet sheet =
                new Sheet()
                        .line("Checkpoint", one.id())
                        .state("Status", one.status())
                        .line("Type", one.checkpointType())
                        .line("Format", one.savepointFormat())
                        .line("Triggered", Quantities.time(one.triggerTimestamp()))
                        .line("Duration", Quantities.duration(one.endToEndDuration()))
                        .line("State", Quantities.bytes(one.stateSize()))
                        .line("Acknowledged", acknowledged(one))
                        .line("Path", path(one));
        if (one instanceof FailedCheckpoint failed) {
            sheet.line("Failure", failed.failureMessage());
        }
        return sheet.table("Vertices", tasks, TASKS);
    }

    static Sheet sheet(CheckpointingConfiguration config) {
        return new Sheet()
                .line("Mode", config.mode())
                .line("Interval", interval(config.interval()))
                .line("Timeout", Quantities.duration(config.timeout()))
                .line("Minimum pause", Quantities.duration(config.minPause()))
                .line("At a time", config.maxConcurrent())
                .line("State backend", config.stateBackend())
                .line("Storage", config.checkpointStorage())
                .line("Unaligned", config.unalignedCheckpoints() ? "yes" : "no")
                .line("Tolerated failures", config.tolerableFailedCheckpoints())
                .line("Kept on cancellation", kept(config.externalization()));
    }

    /** A job without checkpoints has an interval without end. */
    private static String interval(long millis) {
        return millis <= 0 || millis == Long.MAX_VALUE ? "none" : Quantities.duration(millis);
    }

    private static @Nullable String kept(@Nullable Externalization externalization) {
        return externalization == null
                ? null
                : externalization.enabled() && !externalization.deleteOnCancellation()
                        ? "yes"
                        : "no";
    }
}
