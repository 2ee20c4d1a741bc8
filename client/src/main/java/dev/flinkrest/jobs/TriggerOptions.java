package dev.flinkrest.jobs;

import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.rest.FlinkVersion;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields that {@link SavepointOptions} and {@link StopOptions} share, as a server's
 * version takes them.
 */
final class TriggerOptions {
    private TriggerOptions() {}

    static void write(
            Map<String, Object> body,
            String operation,
            @Nullable SavepointFormat format,
            @Nullable TriggerId triggerId,
            Supplier<FlinkVersion> server) {
        if (format != null) {
            require(
                    operation,
                    "formatType",
                    server.get(),
                    "Leave it out: such a server writes CANONICAL");
            body.put("formatType", format);
        }
        if (triggerId != null) {
            require(
                    operation,
                    "triggerId",
                    server.get(),
                    "Leave it out: such a server chooses the id");
            body.put("triggerId", triggerId);
        }
    }

    private static void require(
            String operation, String option, FlinkVersion server, String instead) {
        if (!server.isAtLeast(FlinkVersion.V1_15)) {
            throw new UnsupportedByServerException(
                    operation,
                    option + " came with Flink 1.15; the server is " + server + ". " + instead);
        }
    }
}
