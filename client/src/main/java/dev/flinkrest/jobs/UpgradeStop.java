package dev.flinkrest.jobs;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.JobEndedException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.OperationFailedException;
import dev.flinkrest.error.OperationLostException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.UpgradeFailedException;
import dev.flinkrest.error.UpgradeFailedException.Outcome;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.internal.waiting.LostAnswer;
import dev.flinkrest.internal.waiting.Wait;
import dev.flinkrest.jobs.checkpoints.CheckpointStatus;
import dev.flinkrest.jobs.checkpoints.CheckpointType;
import dev.flinkrest.jobs.checkpoints.CheckpointingStatistics;
import dev.flinkrest.jobs.checkpoints.CompletedCheckpoint;
import dev.flinkrest.jobs.checkpoints.RestoredCheckpoint;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stops the job that is upgraded, or finds that a call before this one has. Its triggers have ids
 * that are made of the job's, so that each call finds those of the calls before it.
 */
final class UpgradeStop {
    private static final String NOT_STOPPED = "the job was not stopped";
    private static final String NOT_KNOWN = "whether the job stops is not known";

    /** How often a job is stopped again because its job manager died meanwhile. */
    private static final int AGAIN = 3;

    private static final Duration MOMENT = Duration.ofMillis(1);

    private final RestCaller rest;
    private final Jobs jobs;
    private final JobId job;
    private final UpgradeOptions options;
    private final String operation;
    private int takenOver;

    UpgradeStop(RestCaller rest, Jobs jobs, JobId job, UpgradeOptions options, String operation) {
        this.rest = rest;
        this.jobs = jobs;
        this.job = job;
        this.options = options;
        this.operation = operation;
    }

    /**
     * Stops the job, and waits until it has ended.
     *
     * @param details the job, as it is now
     * @return where the savepoint is; null if the job is upgraded without state
     * @throws UpgradeFailedException if it could not be stopped
     */
    @Nullable String stop(JobDetails details) {
        if (details.state().isGloballyTerminal()) {
            return stoppedBefore(details);
        }
        if (details.state() == JobStatus.INITIALIZING) {
            awaitInitialized();
        }
        return options.stateless ? cancel() : stopWithSavepoint();
    }

    /** Until then, the server answers nothing of what follows. */
    private void awaitInitialized() {
        try {
            new Wait(operation, options.stopTimeout, jobs.ticker)
                    .until(
                            left -> jobs.get(job).state() == JobStatus.INITIALIZING ? null : job,
                            () -> "the job is still being set up");
        } catch (DeadlineExceededException e) {
            throw failure(Outcome.UNCHANGED, NOT_STOPPED, null, e);
        }
    }

    private @Nullable String cancel() {
        try {
            cancel(rest, jobs, job);
            jobs.awaitTerminated(job, options.stopTimeout);
            return null;
        } catch (InterruptedCallException e) {
            throw e;
        } catch (FlinkRestException e) {
            throw failure(Outcome.UNKNOWN, NOT_KNOWN, null, e);
        }
    }

    /** Cancels a job, again where the answer is lost; one that has ended already is no failure. */
    static void cancel(RestCaller rest, Jobs jobs, JobId job) {
        LostAnswer.repeat(
                rest.callTimeout(),
                jobs.ticker,
                JobEndpoints.TERMINATE.toString(),
                left -> {
                    try {
                        rest.send(
                                JobEndpoints.TERMINATE
                                        .with(job)
                                        .query("mode", "cancel")
                                        .with(CallOptions.NONE.withCallTimeout(left)));
                    } catch (NotFoundException | ConflictException e) {
                        return job;
                    }
                    return job;
                },
                "whether job " + job + " was cancelled is not known");
    }

    private @Nullable String stopWithSavepoint() {
        if (isStopping()) {
            return stoppedBefore(awaitEnd());
        }
        Operation<SavepointInfo> stop;
        try {
            stop = trigger();
        } catch (InterruptedCallException e) {
            throw e;
        } catch (FlinkRestException e) {
            if (LostAnswer.is(e)) {
                throw failure(Outcome.UNKNOWN, NOT_KNOWN, null, e);
            }
            if (!(e instanceof ServerErrorException)) {
                throw failure(Outcome.UNCHANGED, NOT_STOPPED, null, e);
            }
            return byAnotherStop(e);
        }
        return await(stop);
    }

    private @Nullable String await(Operation<SavepointInfo> stop) {
        String location = null;
        try {
            location = stop.await(options.stopTimeout).location();
            return ends(stop) ? location : stopWithSavepoint();
        } catch (InterruptedCallException e) {
            throw e;
        } catch (OperationFailedException e) {
            return byAnotherStop(e);
        } catch (NotFoundException e) {
            if (location != null) {
                return location; // it has ended, and was forgotten
            }
            throw failure(Outcome.UNKNOWN, NOT_KNOWN, null, e);
        } catch (FlinkRestException e) {
            throw failure(Outcome.UNKNOWN, NOT_KNOWN, location, e);
        }
    }

    /**
     * Waits until the job has ended.
     *
     * @param stop has written its savepoint
     * @return false if its job manager died before that, and the next has the job go on
     */
    private boolean ends(Operation<SavepointInfo> stop) {
        long end = jobs.ticker.nanoTime() + options.stopTimeout.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(end - jobs.ticker.nanoTime());
            boolean last = left.compareTo(Wait.TAKE_OVER) <= 0 || takenOver == AGAIN;
            Duration patience = left.compareTo(MOMENT) < 0 ? MOMENT : left; // it may be over
            try {
                jobs.awaitTerminated(job, last ? patience : Wait.TAKE_OVER);
                return true;
            } catch (DeadlineExceededException e) {
                if (last) {
                    throw e;
                }
                if (isForgotten(stop) && jobs.get(job).state() == JobStatus.RUNNING) {
                    takenOver++;
                    return false;
                }
            }
        }
    }

    private static boolean isForgotten(Operation<SavepointInfo> stop) {
        try {
            stop.status();
            return false;
        } catch (OperationLostException e) {
            return true;
        }
    }

    /**
     * Returns the savepoint of the stop that has made this one fail: that of a call before this
     * one, or of somebody else.
     *
     * @param failure why this one failed
     * @throws UpgradeFailedException if there is none
     */
    private @Nullable String byAnotherStop(FlinkRestException failure) {
        try {
            JobDetails details = settled();
            if (details.state().isGloballyTerminal()) {
                return stoppedBefore(details);
            }
        } catch (InterruptedCallException e) {
            throw e;
        } catch (JobEndedException e) {
            throw failure(Outcome.STOPPED, "the job ended before it was stopped", null, failure);
        } catch (FlinkRestException e) {
            failure.addSuppressed(e);
            throw failure(Outcome.UNKNOWN, NOT_KNOWN, null, failure);
        }
        throw failure(Outcome.UNCHANGED, NOT_STOPPED, null, failure);
    }

    /**
     * Returns the job when the server shows what it did before now: a stop that ends it yet, too.
     */
    private JobDetails settled() {
        long shownAfter = rest.send(ClusterEndpoints.CONFIG.with()).refreshInterval();
        try {
            return jobs.awaitTerminated(job, Duration.ofMillis(Math.max(1, shownAfter)));
        } catch (DeadlineExceededException e) {
            return isStopping() ? awaitEnd() : jobs.get(job);
        }
    }

    private JobDetails awaitEnd() {
        try {
            return jobs.awaitTerminated(job, options.stopTimeout);
        } catch (InterruptedCallException e) {
            throw e;
        } catch (FlinkRestException e) {
            throw failure(Outcome.UNKNOWN, NOT_KNOWN, null, e);
        }
    }

    /** Tells of a job on Flink 1.13 or 1.14 that it stops: its triggers cannot be found again. */
    private boolean isStopping() {
        if (rest.version().isAtLeast(FlinkVersion.V1_15)) {
            return false;
        }
        CheckpointingStatistics checkpoints = jobs.getCheckpoints(job);
        return checkpoints.history().stream()
                        .anyMatch(
                                checkpoint ->
                                        checkpoint.status() == CheckpointStatus.IN_PROGRESS
                                                && checkpoint.checkpointType()
                                                        == CheckpointType.SYNC_SAVEPOINT)
                || lastSavepoint(checkpoints).isPresent();
    }

    /** Returns the savepoint that a job was stopped with, if it did not go on from it. */
    private static Optional<String> lastSavepoint(CheckpointingStatistics checkpoints) {
        var latest = checkpoints.latest();
        CompletedCheckpoint savepoint = latest.savepoint();
        CompletedCheckpoint completed = latest.completed();
        RestoredCheckpoint restored = latest.restored();
        return Optional.ofNullable(savepoint)
                .filter(one -> one.checkpointType() == CheckpointType.SYNC_SAVEPOINT)
                .filter(one -> completed == null || completed.id() < one.id())
                .filter(one -> restored == null || restored.id() < one.id())
                .map(CompletedCheckpoint::externalPath);
    }

    private UpgradeFailedException failure(
            Outcome outcome, String message, @Nullable String savepoint, FlinkRestException e) {
        JobId running = outcome == Outcome.UNCHANGED ? job : null;
        return new UpgradeFailedException(operation, message, outcome, running, savepoint, e, null);
    }

    /** Triggers the stop, or follows the one that a call before this one has triggered. */
    private Operation<SavepointInfo> trigger() {
        if (!rest.version().isAtLeast(FlinkVersion.V1_15)) {
            return jobs.stop(job, options.stop);
        }
        for (int attempt = 0; ; attempt++) {
            TriggerId id = TriggerId.of(Upgrade.derive(job, "stop " + attempt));
            Optional<Operation.Status<SavepointInfo>> known = known(id);
            if (known.isEmpty()) {
                return jobs.stop(job, options.stop.withTriggerId(id));
            }
            if (known.get().failure() == null) {
                return jobs.savepointOperation(job, id);
            }
        }
    }

    private Optional<Operation.Status<SavepointInfo>> known(TriggerId id) {
        try {
            return Optional.of(jobs.savepointOperation(job, id).status());
        } catch (OperationLostException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the savepoint that a job was stopped with that has ended.
     *
     * @throws JobEndedException if it has ended otherwise
     */
    private @Nullable String stoppedBefore(JobDetails details) {
        if (options.stateless && details.state() == JobStatus.CANCELED) {
            return null;
        }
        if (!options.stateless && details.state() == JobStatus.FINISHED) {
            Optional<String> savepoint = lastSavepoint(jobs.getCheckpoints(job));
            if (savepoint.isPresent()) {
                return savepoint.get();
            }
        }
        throw EndedJob.exception(rest, job, operation, details.state(), CallOptions.NONE);
    }
}
