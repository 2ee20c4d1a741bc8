package dev.flinkrest.jobs.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * Finds that checkpoints failed in the last hour; if the job has ended, in its last hour.
 * Savepoints do not count, nor checkpoints that were given up because the job failed or was
 * restarted. Immutable and safe for use by many threads.
 *
 * @param severity critical if none was taken since, unless the job has ended as it should
 * @param count how many of those that the server remembers, mostly the last ten of all
 * @param inARow how many of them since the last that was taken
 * @param tolerable how many in a row may fail before the job does; null if the server did not say
 * @param checkpoint the number of the newest one
 * @param timestamp when the newest one failed, in milliseconds since 1970
 * @param message why the newest one failed; null if the server does not know
 */
public record FailedCheckpoints(
        Severity severity,
        int count,
        int inARow,
        @Nullable Integer tolerable,
        long checkpoint,
        long timestamp,
        @Nullable String message)
        implements Finding {

    @Override
    public String summary() {
        String reason = message == null ? "the server does not know why" : Wording.line(message);
        String since = inARow > 0 ? ", and none was taken since" : "";
        return String.format(
                "%s failed within an hour%s, the newest, %d, at %s: %s; its subtasks and the logs of"
                        + " their task managers say more",
                Wording.count(count, "checkpoint"),
                since,
                checkpoint,
                Wording.time(timestamp),
                reason);
    }
}
