package dev.flinkrest.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows the graph of a job. {@code GET /jobs/:jobid/plan}, {@code POST /jars/:jarid/plan}, {@code
 * GET /jobs/:jobid}. Immutable and safe for use by many threads.
 *
 * @param jid the job; null if the server has no plan
 * @param name the job's name; null if the server has no plan
 * @param type the job's kind, {@code STREAMING} or {@code BATCH}; null in early versions, 1.13
 *     among them
 * @param nodes the vertices from sinks to sources
 */
public record JobPlan(
        @JsonProperty("jid") @Nullable JobId jid,
        @JsonProperty("name") @Nullable String name,
        @JsonProperty("type") @Nullable String type,
        @JsonProperty("nodes") List<Node> nodes) {

    /** Copies the list; null becomes empty. */
    public JobPlan {
        nodes = Immutable.list(nodes);
    }

    /**
     * Shows one vertex. Immutable and safe for use by many threads.
     *
     * @param id the vertex
     * @param operator always empty
     * @param parallelism how many subtasks it has
     * @param operatorStrategy always empty
     * @param description the operators in it, escaped for HTML
     * @param inputs where its data comes from; empty for a source
     * @param optimizerProperties in Flink's free form, most often an empty object
     */
    public record Node(
            @JsonProperty("id") VertexId id,
            @JsonProperty("operator") @Nullable String operator,
            @JsonProperty("parallelism") long parallelism,
            @JsonProperty("operator_strategy") @Nullable String operatorStrategy,
            @JsonProperty("description") @Nullable String description,
            @JsonProperty("inputs") List<JobPlan.Input> inputs,
            @JsonProperty("optimizer_properties") @Nullable JsonNode optimizerProperties) {

        /** Copies the list; null becomes empty. */
        public Node {
            inputs = Immutable.list(inputs);
        }
    }

    /**
     * Shows where data of a vertex comes from. Immutable and safe for use by many threads.
     *
     * @param id the vertex that sends
     * @param num the input's number, counted from 0
     * @param shipStrategy how records are spread, for example {@code FORWARD} or {@code HASH}; null
     *     if that is not known
     * @param localStrategy how records are arranged on arrival; null if they are not
     * @param caching how records are kept; null if they are not
     * @param exchange how data is exchanged, for example {@code pipelined_bounded}
     */
    public record Input(
            @JsonProperty("id") VertexId id,
            @JsonProperty("num") long num,
            @JsonProperty("ship_strategy") @Nullable String shipStrategy,
            @JsonProperty("local_strategy") @Nullable String localStrategy,
            @JsonProperty("caching") @Nullable String caching,
            @JsonProperty("exchange") @Nullable String exchange) {}
}
