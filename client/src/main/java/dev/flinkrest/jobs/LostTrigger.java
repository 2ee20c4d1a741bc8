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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks in a job's checkpoints for what a trigger came to that the server does not know: it forgets
 * them after five minutes, and when it is restarted. If several checkpoints may have come of the
 * trigger, none of them is chosen.
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
     *     known: then it is lost at once, for no job manager takes triggers over, and what it shows
     *     of the job's checkpoints after a while would not tell whose they are
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
        TimeLeft left = new TimeLeft(options, ticker);
        Operation.Status<T> status;
        try {
            status = poll.ask(left.get());
        } catch (NotFoundException e) {
            return status(left, e);
        }
        unknownSince = null;
        return status;
    }

    private Operation.Status<T> status(TimeLeft left, NotFoundException unknown) {
        Long since = unknownSince;
        if (since == null) {
            since = ticker.nanoTime();
            unknownSince = since;
        }
        CheckpointingStatistics checkpoints = null;
        try {
            checkpoints = rest.send(CheckpointEndpoints.STATISTICS.with(job).with(left.get()));
            if (triggeredAt != null) {
                JobDetails details = rest.send(JobEndpoints.DETAILS.with(job).with(left.get()));
                List<Checkpoint> found = find(checkpoints, details.now(), triggeredAt);
                if (found.size() > 1) {
                    throw new OperationLostException(description, several(found), unknown);
                }
                if (!found.isEmpty()) {
                    return status(found.get(0), details.state());
                }
            }
        } catch (NotFoundException e) {
            // The job is not there, or not yet again.
        }
        if (triggeredAt != null && ticker.nanoTime() - since < Wait.TAKE_OVER.toNanos()) {
            return Operation.Status.inProgress();
        }
        throw new OperationLostException(description, none(checkpoints), unknown);
    }

    private Operation.Status<T> status(Checkpoint checkpoint, JobStatus state) {
        if (checkpoint instanceof FailedCheckpoint failed) {
            return new Operation.Status<>(
                    true, null, new SerializedThrowable(null, failed.failureMessage(), null));
        }
        if (checkpoint instanceof CompletedCheckpoint completed
                && (!endsJob || state.isGloballyTerminal())) {
            return new Operation.Status<>(true, result.apply(completed), null);
        }
        return Operation.Status.inProgress();
    }

    /**
     * Finds those of its kind that were begun after the trigger, by the server's own clock. The
     * history holds the last few alone, so the latest of each kind are looked at, too.
     */
    private List<Checkpoint> find(
            CheckpointingStatistics checkpoints, long serversNow, long triggered) {
        long ageMillis = Duration.ofNanos(ticker.nanoTime() - triggered).toMillis();
        var latest = checkpoints.latest();
        Map<Long, Checkpoint> byId = new TreeMap<>();
        Stream.concat(
                        Stream.of(latest.completed(), latest.savepoint(), latest.failed())
                                .filter(Objects::nonNull),
                        checkpoints.history().stream())
                .filter(kind)
                .filter(checkpoint -> checkpoint.triggerTimestamp() >= serversNow - ageMillis)
                .forEach(checkpoint -> byId.put(checkpoint.id(), checkpoint));
        return List.copyOf(byId.values());
    }

    private static String several(List<Checkpoint> found) {
        return "the server does not know it any more, and each of these checkpoints of the job may"
                + " have come of it: "
                + found.stream().map(LostTrigger::name).collect(Collectors.joining(", "))
                + ". Look at them before you trigger it again";
    }

    private static String name(Checkpoint checkpoint) {
        String name = checkpoint.id() + " " + checkpoint.status();
        return checkpoint instanceof CompletedCheckpoint completed
                ? name + " " + completed.externalPath()
                : name;
    }

    private static String none(@Nullable CheckpointingStatistics checkpoints) {
        CompletedCheckpoint latest = checkpoints == null ? null : checkpoints.latest().savepoint();
        return "the server does not know it any more, and the job's checkpoints do not show it"
                + (latest == null ? "" : "; the job's latest savepoint is " + latest.externalPath())
                + ". Trigger it again";
    }
}
