package dev.flinkrest.jobs;

import dev.flinkrest.jobs.checkpoints.Checkpoint;
import dev.flinkrest.jobs.checkpoints.CheckpointingConfiguration;
import dev.flinkrest.jobs.checkpoints.CheckpointingStatistics;
import dev.flinkrest.jobs.checkpoints.CompletedCheckpoint;
import dev.flinkrest.jobs.checkpoints.FailedCheckpoint;
import dev.flinkrest.jobs.checkpoints.InProgressCheckpoint;
import dev.flinkrest.jobs.diagnosis.FailedCheckpoints;
import dev.flinkrest.jobs.diagnosis.Finding;
import dev.flinkrest.jobs.diagnosis.Finding.Severity;
import dev.flinkrest.jobs.diagnosis.OverdueCheckpoint;
import dev.flinkrest.jobs.diagnosis.SlowCheckpoint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds checkpoints that failed, are overdue, or took long. */
final class CheckpointFindings {
    /** What Flink says of checkpoints that it gives up because the job failed or was restarted. */
    private static final List<String> GIVEN_UP =
            List.of(
                    "Checkpoint Coordinator is suspending",
                    "CheckpointCoordinator shutdown",
                    "FailoverRegion is restarting",
                    "received a checkpoint request for unknown task",
                    "The job has failed");

    /** A checkpoint that took no longer is not slow, in milliseconds. */
    private static final long QUICK = 1_000;

    /** A checkpoint is not overdue before, in milliseconds. */
    private static final long OVERDUE = 60_000;

    private final JobDetails details;
    private final CheckpointingStatistics statistics;
    private final @Nullable CheckpointingConfiguration config;
    private final List<Checkpoint> newestFirst;

    CheckpointFindings(
            JobDetails details,
            CheckpointingStatistics statistics,
            @Nullable CheckpointingConfiguration config) {
        this.details = details;
        this.statistics = statistics;
        this.config = config;
        this.newestFirst =
                statistics.history().stream()
                        .filter(checkpoint -> !checkpoint.isSavepoint() && !wasGivenUp(checkpoint))
                        .toList();
    }

    private static boolean wasGivenUp(Checkpoint checkpoint) {
        return checkpoint instanceof FailedCheckpoint failed
                && failed.failureMessage() != null
                && GIVEN_UP.stream().anyMatch(failed.failureMessage()::contains);
    }

    Optional<Finding> failed() {
        long from = JobFailures.reference(details) - JobFailures.HOUR;
        List<FailedCheckpoint> failed =
                newestFirst.stream()
                        .filter(FailedCheckpoint.class::isInstance)
                        .map(FailedCheckpoint.class::cast)
                        .filter(checkpoint -> checkpoint.failureTimestamp() >= from)
                        .toList();
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        FailedCheckpoint newest = failed.get(0);
        long lastTaken =
                newestFirst.stream()
                        .filter(CompletedCheckpoint.class::isInstance)
                        .mapToLong(Checkpoint::id)
                        .findFirst()
                        .orElse(-1);
        int inARow = (int) failed.stream().filter(one -> one.id() > lastTaken).count();
        boolean endedWell =
                details.state() == JobStatus.FINISHED || details.state() == JobStatus.CANCELED;
        return Optional.of(
                new FailedCheckpoints(
                        inARow > 0 && !endedWell ? Severity.CRITICAL : Severity.WARNING,
                        failed.size(),
                        inARow,
                        config == null ? null : config.tolerableFailedCheckpoints(),
                        newest.id(),
                        newest.failureTimestamp(),
                        newest.failureMessage()));
    }

    Optional<Finding> overdue() {
        if (config == null || config.interval() == Long.MAX_VALUE || !details.allTasksRun()) {
            return Optional.empty();
        }
        CompletedCheckpoint last = statistics.latest().completed();
        long since =
                Math.max(
                        details.timestamps().getOrDefault(JobStatus.RUNNING, details.startTime()),
                        last == null ? 0 : last.latestAckTimestamp());
        long duration = details.now() - since;
        Long average = averageDuration();
        long due = Math.max(config.interval(), config.minPause()) + (average == null ? 0 : average);
        return duration < OVERDUE || duration / 3 < due
                ? Optional.empty()
                : Optional.of(
                        new OverdueCheckpoint(
                                Severity.CRITICAL,
                                last == null ? null : last.id(),
                                since,
                                duration,
                                config.interval()));
    }

    Optional<Finding> slow() {
        if (config == null || details.state().isTerminal()) {
            return Optional.empty();
        }
        for (Checkpoint checkpoint : newestFirst) {
            boolean taken = checkpoint instanceof CompletedCheckpoint;
            if (taken || checkpoint instanceof InProgressCheckpoint) {
                long duration =
                        taken
                                ? checkpoint.endToEndDuration()
                                : details.now() - checkpoint.triggerTimestamp();
                if (isSlow(duration, config)) {
                    return Optional.of(slow(checkpoint.id(), !taken, duration, config));
                }
            }
            if (taken) {
                break;
            }
        }
        return Optional.empty();
    }

    private static boolean isSlow(long duration, CheckpointingConfiguration config) {
        return duration > Math.max(QUICK, Math.min(config.interval(), config.timeout() / 2));
    }

    private SlowCheckpoint slow(
            long id, boolean inProgress, long duration, CheckpointingConfiguration config) {
        return new SlowCheckpoint(
                Severity.WARNING,
                id,
                inProgress,
                duration,
                averageDuration(),
                config.interval() == Long.MAX_VALUE ? null : config.interval(),
                config.timeout());
    }

    private @Nullable Long averageDuration() {
        return statistics.counts().completed() == 0
                ? null
                : statistics.summary().endToEndDuration().avg();
    }
}
