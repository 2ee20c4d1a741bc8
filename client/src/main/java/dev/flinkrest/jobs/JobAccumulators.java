package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import dev.flinkrest.internal.util.Immutable;
import dev.flinkrest.jobs.vertices.UserAccumulator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists the accumulators of a job, folded over its tasks. {@code GET /jobs/:jobid/accumulators}.
 * Immutable and safe for use by many threads.
 *
 * @param jobAccumulators always empty: Flink never sends any
 * @param userTaskAccumulators the accumulators of the user's code
 * @param serializedUserTaskAccumulators the same by name, Java-serialised, in Base64; empty unless
 *     asked for
 */
public record JobAccumulators(
        @JsonProperty("job-accumulators") @JsonSetter(contentNulls = Nulls.SET)
                List<JsonNode> jobAccumulators,
        @JsonProperty("user-task-accumulators") List<UserAccumulator> userTaskAccumulators,
        @JsonProperty("serialized-user-task-accumulators")
                Map<String, String> serializedUserTaskAccumulators) {

    /** Copies the lists and the map; null becomes empty. */
    public JobAccumulators {
        jobAccumulators = Immutable.list(jobAccumulators);
        userTaskAccumulators = Immutable.list(userTaskAccumulators);
        serializedUserTaskAccumulators = Immutable.map(serializedUserTaskAccumulators);
    }

    /**
     * Returns an accumulator's value as Java-serialised bytes, which this library never
     * deserialises: they are the server's, and may name any class.
     *
     * @param name the accumulator's name
     * @return a new array; null if there is none of that name, or serialised values were not asked
     *     for
     * @throws IllegalArgumentException if what the server sent is no Base64
     */
    public byte @Nullable [] serializedBytes(String name) {
        String base64 = serializedUserTaskAccumulators.get(name);
        return base64 == null ? null : Base64.getDecoder().decode(base64);
    }
}
