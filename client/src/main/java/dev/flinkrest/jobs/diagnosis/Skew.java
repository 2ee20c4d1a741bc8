package dev.flinkrest.jobs.diagnosis;

import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Finds that one subtask of a vertex gets at least three times as many records a second as the
 * others do on average, since they began. Looked for where subtasks have had 100 records each on
 * average. Immutable and safe for use by many threads.
 *
 * @param severity always a warning
 * @param vertex the vertex
 * @param name the vertex's name
 * @param subtask the index of the subtask with the most records a second, counted from 0
 * @param share its share of the vertex's records a second, 0 to 1
 * @param written whether the records are those that the subtasks wrote, as for a source, and not
 *     those that they read
 * @param records how many records each subtask has had, by its index
 */
public record Skew(
        Severity severity,
        VertexId vertex,
        String name,
        int subtask,
        double share,
        boolean written,
        List<Long> records)
        implements Finding {

    /** Copies the list. */
    public Skew {
        records = Immutable.list(records);
    }

    @Override
    public String summary() {
        return String.format(
                "Subtask %d of %s %s %s of the records of all %d; look for %s",
                subtask,
                name,
                written ? "writes" : "reads",
                Wording.percent(share),
                records.size(),
                written
                        ? "splits or partitions of unequal size"
                        : "a key that most records share, or rebalance them");
    }
}
