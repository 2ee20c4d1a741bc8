package dev.flinkrest.jobs;

import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.OperationLostException;
import dev.flinkrest.error.SerializedThrowable;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.internal.waiting.Wait;
import dev.flinkrest.jobs.checkpoints.Checkpoint;
import dev.flinkrest.jobs.checkpoints.CheckpointEndpoints;
import dev.flinkrest.jobs.checkpoints.CheckpointingStatistics;
import dev.flinkrest.jobs.checkpoints.CompletedCheckpoint;
import dev.flinkrest.jobs.checkpoints.FailedCheckpoint;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks in a job's checkpoints for what a trigger came to that the server does not know: it forgets
 * them after five minutes, and when it is restarted.
 *
 * @param <T> what the operation gives
 */
final class LostTrigger<T> {
    private final RestCaller rest;
    private final Ticker ticker;
    private final JobId job;
    private final String description;
    private final Predicate<Checkpoint> kind;
    private final boolean endsJob;
    private final Function<CompletedCheckpoint, T> result;
    private final @Nullable Long triggeredAt;
    private volatile @Nullable Long unknownSince;

    /**
     * Describes what to look for.
     *
     * @param kind tells what may have come of the trigger
     * @param endsJob whether the operation is done only when the job has ended
     * @param result makes of a checkpoint what the operation gives
     * @param triggeredAt when it was triggered, as {@code ticker} counts, or null if that is not
     *     known
     */
    LostTrigger(
            RestCaller rest,
            Ticker ticker,
            JobId job,
            String description,
            Predicate<Checkpoint> kind,
            boolean endsJob,
            Function<CompletedCheckpoint, T> result,
            @Nullable Long triggeredAt) {
        this.rest = rest;
        this.ticker = ticker;
        this.job = job;
        this.description = description;
        this.kind = kind;
        this.endsJob = endsJob;
        this.result = result;
        this.triggeredAt = triggeredAt;
    }

    /** Asks for a trigger, and when the server does not know it, for what came of it. */
    Operation.Status<T> orElse(CallOptions options, Operation.Poll<T> poll) {
        try {
            return poll.ask(options);
        } catch (NotFoundException e) {
            return status(options, e);
        }
    }

    private Operation.Status<T> status(CallOptions options, NotFoundException unknown) {
        Long since = unknownSince;
        if (since == null) {
            since = ticker.nanoTime();
            unknownSince = since;
        }
        Optional<CheckpointingStatistics> checkpoints = checkpoints(options);
        if (triggeredAt != null) {
            if (checkpoints.isPresent()) {
                JobDetails details = rest.send(JobEndpoints.DETAILS.with(job).with(options));
                Optional<Checkpoint> found = find(checkpoints.get(), details.now(), triggeredAt);
                if (found.isPresent()) {
                    return endsJob && !details.state().isGloballyTerminal()
                            ? Operation.Status.inProgress()
                            : status(found.get());
                }
            }
            if (ticker.nanoTime() - since < Wait.TAKE_OVER.toNanos()) {
                return Operation.Status.inProgress();
            }
        }
        throw new OperationLostException(description, message(checkpoints), unknown);
    }

    private Operation.Status<T> status(Checkpoint checkpoint) {
        if (checkpoint instanceof CompletedCheckpoint completed) {
            return new Operation.Status<>(true, result.apply(completed), null);
        }
        if (checkpoint instanceof FailedCheckpoint failed) {
            return new Operation.Status<>(
                    true, null, new SerializedThrowable(null, failed.failureMessage(), null));
        }
        return Operation.Status.inProgress();
    }

    private Optional<CheckpointingStatistics> checkpoints(CallOptions options) {
        try {
            return Optional.of(rest.send(CheckpointEndpoints.STATISTICS.with(job).with(options)));
        } catch (NotFoundException e) {
            return Optional.empty(); // of a job that is not there, or not yet again
        }
    }

    /** Finds the first of its kind that was begun after the trigger, by the server's own clock. */
    private Optional<Checkpoint> find(
            CheckpointingStatistics checkpoints, long serversNow, long triggered) {
        long ageMillis = Duration.ofNanos(ticker.nanoTime() - triggered).toMillis();
        return checkpoints.history().stream()
                .filter(kind)
                .filter(checkpoint -> checkpoint.triggerTimestamp() >= serversNow - ageMillis)
                .min(Comparator.comparingLong(Checkpoint::id));
    }

    private String message(Optional<CheckpointingStatistics> checkpoints) {
        String latest =
                checkpoints
                        .map(all -> all.latest().savepoint())
                        .map(
                                savepoint ->
                                        "; the job's latest savepoint is "
                                                + savepoint.externalPath())
                        .orElse("");
        return "the server does not know it any more, and the job's checkpoints do not show it"
                + latest
                + ". Trigger it again";
    }
}
