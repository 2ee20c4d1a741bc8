package dev.flinkrest.jobs.vertices;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells where the threads of a vertex, or of one of its subtasks, spend their time. {@code GET
 * /jobs/:jobid/vertices/:vertexid/flamegraph}. Immutable and safe for use by many threads.
 *
 * @param endTimestamp when the sampling ended, in milliseconds since 1970; negative if there is no
 *     graph, see {@link #state}
 * @param data the root of the tree of stack frames; null if there is no graph
 */
public record FlameGraph(
        @JsonProperty("endTimestamp") long endTimestamp,
        @JsonProperty("data") @Nullable Node data) {

    /** Tells whether there is a graph, and if not, why. */
    public enum State {
        /** There is a graph. */
        READY,
        /** The server samples; ask again. */
        WAITING,
        /** The server does not draw flame graphs: {@code rest.flamegraph.enabled} is not set. */
        DISABLED,
        /** The vertex runs no more. */
        TERMINATED,
        /** There is no graph, for a reason that this version of the library does not know. */
        UNKNOWN
    }

    /**
     * Holds one stack frame and those that it called. Immutable and safe for use by many threads.
     *
     * @param name class, method and line
     * @param value how many samples had this frame
     * @param children the frames that it called
     */
    public record Node(
            @JsonProperty("name") String name,
            @JsonProperty("value") int value,
            @JsonProperty("children") List<Node> children) {

        /** Copies the list; null becomes empty. */
        public Node {
            children = Immutable.list(children);
        }
    }

    /**
     * Tells whether there is a graph, and if not, why.
     *
     * @return the state
     */
    public State state() {
        if (data != null) {
            return State.READY;
        }
        if (endTimestamp == -1) {
            return State.TERMINATED;
        }
        if (endTimestamp == -2) {
            return State.DISABLED;
        }
        return endTimestamp == -3 ? State.WAITING : State.UNKNOWN;
    }
}
