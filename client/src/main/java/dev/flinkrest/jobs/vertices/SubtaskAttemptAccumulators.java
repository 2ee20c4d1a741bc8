package dev.flinkrest.jobs.vertices;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;

/**
 * Lists the accumulators of one attempt at one subtask. {@code GET
 * /jobs/:jobid/vertices/:vertexid/subtasks/:subtaskindex/attempts/:attempt/accumulators}. Immutable
 * and safe for use by many threads.
 *
 * @param subtask the subtask's index, counted from 0
 * @param attempt the attempt's number, counted from 0
 * @param id the id of the execution attempt; from Flink 1.16 on more than hexadecimal digits
 * @param userAccumulators the accumulators of the user's code
 */
public record SubtaskAttemptAccumulators(
        @JsonProperty("subtask") int subtask,
        @JsonProperty("attempt") int attempt,
        @JsonProperty("id") String id,
        @JsonProperty("user-accumulators") List<UserAccumulator> userAccumulators) {

    /** Copies the list; null becomes empty. */
    public SubtaskAttemptAccumulators {
        userAccumulators = Immutable.list(userAccumulators);
    }
}
