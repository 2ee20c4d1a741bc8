package dev.flinkrest.jobs.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * Finds that the newest checkpoint took longer than a second and longer than the interval, so that
 * checkpoints cannot keep their pace, or longer than half the timeout. One that is being taken
 * counts from the moment that it has taken so long. Savepoints do not count. Immutable and safe for
 * use by many threads.
 *
 * @param severity always a warning
 * @param checkpoint its number
 * @param inProgress whether it is still being taken
 * @param duration how long it took, in milliseconds; so far, if it is still being taken
 * @param averageDuration how long those took that were taken, in milliseconds; null if there are
 *     none
 * @param interval the time between checkpoints, in milliseconds; null if none are taken by the
 *     clock
 * @param timeout how long a checkpoint may take, in milliseconds
 */
public record SlowCheckpoint(
        Severity severity,
        long checkpoint,
        boolean inProgress,
        long duration,
        @Nullable Long averageDuration,
        @Nullable Long interval,
        long timeout)
        implements Finding {

    /**
     * Tells whether it took at least twice as long as others did.
     *
     * @return true if it did; false if there are no others
     */
    public boolean isGrowing() {
        return averageDuration != null && averageDuration > 0 && duration >= 2 * averageDuration;
    }

    @Override
    public String summary() {
        String bound =
                interval != null && duration > interval
                        ? "the interval is " + Wording.duration(interval)
                        : "it fails after " + Wording.duration(timeout);
        String growing =
                isGrowing() && averageDuration != null
                        ? " and the average " + Wording.duration(averageDuration)
                        : "";
        return String.format(
                "Checkpoint %d %s %s, while %s%s; look for back pressure, large state or a slow"
                        + " checkpoint storage",
                checkpoint,
                inProgress ? "has taken" : "took",
                Wording.duration(duration),
                bound,
                growing);
    }
}
