package dev.flinkrest.jobs.vertices;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells how strongly one subtask is held back. {@code GET
 * /jobs/:jobid/vertices/:vertexid/backpressure}. Immutable and safe for use by many threads.
 *
 * @param subtask the subtask's index, counted from 0
 * @param attemptNumber the attempt's number; null unless several attempts run at once, and before
 *     Flink 1.16
 * @param backpressureLevel the level; null if the server did not say
 * @param ratio the share of time in which it was held back, 0 to 1
 * @param idleRatio the share of time in which it had nothing to do, 0 to 1; {@link Double#NaN}
 *     where it cannot be measured
 * @param busyRatio the share of time in which it was busy, 0 to 1; {@link Double#NaN} where it
 *     cannot be measured
 * @param otherConcurrentAttempts attempts at the same subtask that run beside this one; most often
 *     empty, and empty before Flink 1.16
 */
public record SubtaskBackPressure(
        @JsonProperty("subtask") int subtask,
        @JsonProperty("attempt-number") @Nullable Integer attemptNumber,
        @JsonProperty("backpressureLevel") @Nullable BackPressureLevel backpressureLevel,
        @JsonProperty("ratio") double ratio,
        @JsonProperty("idleRatio") double idleRatio,
        @JsonProperty("busyRatio") double busyRatio,
        @JsonProperty("other-concurrent-attempts")
                List<SubtaskBackPressure> otherConcurrentAttempts) {

    /** Copies the list; null becomes empty. */
    public SubtaskBackPressure {
        otherConcurrentAttempts = Immutable.list(otherConcurrentAttempts);
    }

    /**
     * Makes one of a reply. Flink 1.13 and 1.14 name the level {@code backpressure-level}; later
     * versions write it twice, and Jackson takes an alias once only.
     *
     * @param subtask the subtask's index
     * @param attemptNumber the attempt's number, or null
     * @param backpressureLevel the level, or null
     * @param olderLevel the level under its older name, or null
     * @param ratio the share of time in which it was held back
     * @param idleRatio the share of time in which it had nothing to do
     * @param busyRatio the share of time in which it was busy
     * @param otherConcurrentAttempts attempts that run beside this one, or null
     * @return what the reply says
     */
    @JsonCreator
    public static SubtaskBackPressure of(
            @JsonProperty("subtask") int subtask,
            @JsonProperty("attempt-number") @Nullable Integer attemptNumber,
            @JsonProperty("backpressureLevel") @Nullable BackPressureLevel backpressureLevel,
            @JsonProperty("backpressure-level") @Nullable BackPressureLevel olderLevel,
            @JsonProperty("ratio") double ratio,
            @JsonProperty("idleRatio") double idleRatio,
            @JsonProperty("busyRatio") double busyRatio,
            @JsonProperty("other-concurrent-attempts")
                    @Nullable List<SubtaskBackPressure> otherConcurrentAttempts) {
        return new SubtaskBackPressure(
                subtask,
                attemptNumber,
                backpressureLevel == null ? olderLevel : backpressureLevel,
                ratio,
                idleRatio,
                busyRatio,
                Immutable.list(otherConcurrentAttempts));
    }
}
