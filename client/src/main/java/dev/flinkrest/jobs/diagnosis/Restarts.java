package dev.flinkrest.jobs.diagnosis;

import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds that the job was restarted in the last hour; if it has ended, in its last hour. Immutable
 * and safe for use by many threads.
 *
 * @param severity critical while the job does not run
 * @param count how many times, the restart that is under way included
 * @param atLeast whether there may have been more: Flink remembers 16 failures, unless {@code
 *     web.exception-history-size} says otherwise
 * @param total how many times since the job manager has run the job; null if it did not say, and
 *     for a job that has ended
 * @param timestamps when the failures happened that led to them, as far as Flink remembers them, in
 *     milliseconds since 1970, newest first
 */
public record Restarts(
        Severity severity, long count, boolean atLeast, @Nullable Long total, List<Long> timestamps)
        implements Finding {

    /** Copies the list. */
    public Restarts {
        timestamps = Immutable.list(timestamps);
    }

    @Override
    public String summary() {
        String last = timestamps.isEmpty() ? "" : ", last after " + Wording.time(timestamps.get(0));
        String all = total == null || total <= count ? "" : ", " + total + " times in all";
        return "The job was restarted "
                + (atLeast ? "at least " : "")
                + Wording.count(count, "time")
                + " within an hour"
                + last
                + all
                + "; look whether the failures have one cause";
    }
}
