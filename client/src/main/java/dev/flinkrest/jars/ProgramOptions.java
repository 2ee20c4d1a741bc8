package dev.flinkrest.jars;

import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.FlinkVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Is what {@link PlanOptions} and {@link LaunchOptions} share: how the program in a jar is called.
 *
 * @param entryClass the class whose {@code main} is called, or null for the one that the jar names
 * @param arguments the program's arguments
 * @param parallelism the default parallelism, or null for the server's
 * @param jobId the job's id, or null for one of the server's choice
 * @param flinkConfiguration configuration of the job
 */
record ProgramOptions(
        @Nullable String entryClass,
        List<String> arguments,
        @Nullable Integer parallelism,
        @Nullable JobId jobId,
        Map<String, String> flinkConfiguration) {

    /**
     * Returns the fields of a request's body; asks for the server's version only where it matters.
     */
    Map<String, Object> body(String operation, Supplier<FlinkVersion> server) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (entryClass != null) {
            body.put("entryClass", entryClass);
        }
        if (!arguments.isEmpty()) {
            body.put("programArgsList", arguments);
        }
        if (parallelism != null) {
            body.put("parallelism", parallelism);
        }
        if (jobId != null) {
            body.put("jobId", jobId);
        }
        if (!flinkConfiguration.isEmpty()) {
            server.get()
                    .require(
                            FlinkVersion.V1_17,
                            operation,
                            "flinkConfiguration",
                            "Configure the job in its main method, or the cluster");
            body.put("flinkConfiguration", flinkConfiguration);
        }
        return body;
    }
}
