package dev.flinkrest.jobs.rescales;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.VertexId;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a rescale does to one vertex. {@code GET /jobs/:jobid/rescales/details/:rescaleuuid}.
 * Immutable and safe for use by many threads.
 *
 * @param jobVertexId the vertex
 * @param jobVertexName its name
 * @param slotSharingGroupId the slot sharing group that it belongs to
 * @param slotSharingGroupName that group's name
 * @param desiredParallelism the parallelism that is asked for; null if the server does not tell
 * @param sufficientParallelism the parallelism that would do; null if the server does not tell
 * @param preRescaleParallelism the parallelism before; null if the vertex did not run
 * @param postRescaleParallelism the parallelism after; null as long as it does not run
 */
public record VertexParallelism(
        @JsonProperty("jobVertexId") VertexId jobVertexId,
        @JsonProperty("jobVertexName") String jobVertexName,
        @JsonProperty("slotSharingGroupId") String slotSharingGroupId,
        @JsonProperty("slotSharingGroupName") String slotSharingGroupName,
        @JsonProperty("desiredParallelism") @Nullable Integer desiredParallelism,
        @JsonProperty("sufficientParallelism") @Nullable Integer sufficientParallelism,
        @JsonProperty("preRescaleParallelism") @Nullable Integer preRescaleParallelism,
        @JsonProperty("postRescaleParallelism") @Nullable Integer postRescaleParallelism) {}
