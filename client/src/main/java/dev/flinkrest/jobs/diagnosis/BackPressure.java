package dev.flinkrest.jobs.diagnosis;

import dev.flinkrest.id.VertexId;
import org.jspecify.annotations.Nullable;

/**
 * Finds that a vertex is held back by what comes after it, which Flink calls back pressure of level
 * {@code high}: one of its subtasks for more than half of the time. Of such vertices, those nearest
 * to the sinks are reported, for what holds back them holds back those before them. Immutable and
 * safe for use by many threads.
 *
 * @param severity always a warning
 * @param heldBack the vertex, by its subtask that is held back the most
 * @param bottleneck of the vertices right after it, the busiest, by its busiest subtask: the one to
 *     look at; null if no numbers of them can be had
 */
public record BackPressure(Severity severity, Load heldBack, @Nullable Load bottleneck)
        implements Finding {

    /**
     * Tells how one subtask of a vertex spends its time. Immutable and safe for use by many
     * threads.
     *
     * @param vertex the vertex
     * @param name the vertex's name
     * @param subtask the subtask's index, counted from 0
     * @param backPressured the share of time in which it is held back, 0 to 1
     * @param busy the share of time in which it is busy, 0 to 1; {@link Double#NaN} where it cannot
     *     be measured
     * @param idle the share of time in which it has nothing to do, 0 to 1; {@link Double#NaN} where
     *     it cannot be measured
     */
    public record Load(
            VertexId vertex,
            String name,
            int subtask,
            double backPressured,
            double busy,
            double idle) {}

    @Override
    public String summary() {
        String what =
                heldBack.name()
                        + " is held back "
                        + Wording.percent(heldBack.backPressured())
                        + " of the time";
        if (bottleneck == null) {
            return what + "; look at what comes after it";
        }
        return String.format(
                "%s; look at %s, which comes after it and is busy %s of the time in subtask %d: make it"
                        + " faster or raise its parallelism",
                what, bottleneck.name(), Wording.percent(bottleneck.busy()), bottleneck.subtask());
    }
}
