package dev.flinkrest.jobs.rescales;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.id.RescaleId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes one rescale of a job. {@code GET /jobs/:jobid/rescales/details/:rescaleuuid}, {@code
 * GET /jobs/:jobid/rescales/history}; Flink 2.3 and later. Immutable and safe for use by many
 * threads.
 *
 * @param rescaleUuid its id
 * @param resourceRequirementsUuid the id of the requirements that it tries to meet
 * @param rescaleAttemptId which attempt to meet these requirements it is, beginning at 1
 * @param vertices the parallelism of each vertex; empty in the history
 * @param slots the slots of each slot sharing group; empty in the history
 * @param schedulerStates the states that the scheduler went through; empty in the history
 * @param startTimestamp when it began, in milliseconds since 1970
 * @param endTimestamp when it ended, in milliseconds since 1970; null as long as it has not
 * @param terminalState how it ended; null as long as it has not
 * @param triggerCause what set it off
 * @param terminatedReason why it ended; null as long as it has not
 */
public record Rescale(
        @JsonProperty("rescaleUuid") RescaleId rescaleUuid,
        @JsonProperty("resourceRequirementsUuid") String resourceRequirementsUuid,
        @JsonProperty("rescaleAttemptId") long rescaleAttemptId,
        @JsonProperty("vertices") Map<VertexId, VertexParallelism> vertices,
        @JsonProperty("slots") Map<String, SlotSharingGroupRescale> slots,
        @JsonProperty("schedulerStates") List<SchedulerState> schedulerStates,
        @JsonProperty("startTimestampInMillis") @Nullable Long startTimestamp,
        @JsonProperty("endTimestampInMillis") @Nullable Long endTimestamp,
        @JsonProperty("terminalState") @Nullable TerminalState terminalState,
        @JsonProperty("triggerCause") TriggerCause triggerCause,
        @JsonProperty("terminatedReason") @Nullable TerminatedReason terminatedReason) {

    /** Copies maps and list; null becomes empty. */
    public Rescale {
        vertices = Immutable.map(vertices);
        slots = Immutable.map(slots);
        schedulerStates = Immutable.list(schedulerStates);
    }

    /** Names how a rescale ended. */
    public enum TerminalState {
        /** It went well. */
        COMPLETED,
        /** It failed. */
        FAILED,
        /** It changed nothing. */
        IGNORED,
        /** A value that this version of the library does not know. */
        @JsonEnumDefaultValue
        UNKNOWN
    }

    /** Names what sets a rescale off. */
    public enum TriggerCause {
        /** The job was scheduled for the first time. */
        INITIAL_SCHEDULE,
        /** The job's resource requirements were changed. */
        UPDATE_REQUIREMENT,
        /** There are more slots. */
        NEW_RESOURCE_AVAILABLE,
        /** The job failed and starts again. */
        RECOVERABLE_FAILOVER,
        /** A value that this version of the library does not know. */
        @JsonEnumDefaultValue
        UNKNOWN
    }

    /** Names why a rescale ended. */
    public enum TerminatedReason {
        /** It was done. */
        SUCCEEDED,
        /** Something was thrown. */
        EXCEPTION_OCCURRED,
        /** The requirements were changed again. */
        RESOURCE_REQUIREMENTS_UPDATED,
        /** There was nothing to change. */
        NO_RESOURCES_OR_PARALLELISMS_CHANGE,
        /** The job came to its end. */
        JOB_FINISHED,
        /** The job failed for good. */
        JOB_FAILED,
        /** The job was cancelled. */
        JOB_CANCELED,
        /** The job failed and started again. */
        JOB_FAILOVER_RESTARTING,
        /** A value that this version of the library does not know. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
