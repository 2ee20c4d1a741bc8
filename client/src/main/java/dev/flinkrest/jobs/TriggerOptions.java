package dev.flinkrest.jobs;

import dev.flinkrest.id.TriggerId;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Is what {@link SavepointOptions} and {@link StopOptions} share.
 *
 * @param targetDirectory where to write, or null for what the cluster is configured with
 * @param formatType the binary format, or null for the server's choice
 * @param triggerId the trigger's id, or null for one that the client chooses from Flink 1.15 on,
 *     and before, the server
 */
record TriggerOptions(
        @Nullable String targetDirectory,
        @Nullable SavepointFormat formatType,
        @Nullable TriggerId triggerId) {

    /**
     * Returns the fields of a request's body; asks for the server's version only where it matters.
     *
     * @param directoryKey what this operation calls the directory
     * @param flagKey what it calls its flag
     * @param flag the flag, or null to leave it out
     */
    Map<String, Object> body(
            Endpoint<?> operation,
            String directoryKey,
            String flagKey,
            @Nullable Boolean flag,
            Supplier<FlinkVersion> server) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (targetDirectory != null) {
            body.put(directoryKey, targetDirectory);
        }
        if (flag != null) {
            body.put(flagKey, flag);
        }
        if (formatType != null) {
            String instead = "Leave it out: such a server writes CANONICAL";
            server.get().require(FlinkVersion.V1_15, operation.toString(), "formatType", instead);
            body.put("formatType", formatType);
        }
        if (triggerId != null) {
            String instead = "Leave it out: such a server chooses the id";
            server.get().require(FlinkVersion.V1_15, operation.toString(), "triggerId", instead);
            body.put("triggerId", triggerId);
        }
        return body;
    }
}
