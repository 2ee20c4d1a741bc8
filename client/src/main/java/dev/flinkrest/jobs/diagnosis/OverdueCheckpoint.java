package dev.flinkrest.jobs.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * Finds that a job runs with checkpoints, and none was taken for long: for a minute at least, and
 * three times as long as the interval, or the pause between checkpoints if that is longer, and the
 * usual checkpoint take together. Immutable and safe for use by many threads.
 *
 * @param severity always critical
 * @param lastCheckpoint the number of the last one that was taken; null if there was none
 * @param since when that was, or when the job began to run if that is later, in milliseconds since
 *     1970
 * @param duration how long that was ago, in milliseconds
 * @param interval the time between checkpoints, in milliseconds
 */
public record OverdueCheckpoint(
        Severity severity, @Nullable Long lastCheckpoint, long since, long duration, long interval)
        implements Finding {

    @Override
    public String summary() {
        return String.format(
                "No checkpoint was taken for %s, though one is due every %s: a failure would undo that"
                        + " work; look for failed or slow checkpoints and for back pressure",
                Wording.duration(duration), Wording.duration(interval));
    }
}
