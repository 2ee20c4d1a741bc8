package dev.flinkrest.jars;

import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.internal.util.Immutable;
import dev.flinkrest.rest.FlinkVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Is what {@link PlanOptions} and {@link RunOptions} share: how the program in a jar is called.
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
            require(
                    operation,
                    "flinkConfiguration",
                    FlinkVersion.V1_17,
                    server.get(),
                    "Configure the job in its main method, or the cluster");
            body.put("flinkConfiguration", flinkConfiguration);
        }
        return body;
    }

    static void require(
            String operation,
            String option,
            FlinkVersion since,
            FlinkVersion server,
            String instead) {
        if (!server.isAtLeast(since)) {
            throw new UnsupportedByServerException(
                    operation,
                    option
                            + " came with Flink "
                            + since.minorText()
                            + "; the server is "
                            + server
                            + ". "
                            + instead);
        }
    }

    /** Collects what the two public builders share. */
    static final class Parts {
        @Nullable String entryClass;
        List<String> arguments = new ArrayList<>();
        @Nullable Integer parallelism;
        @Nullable JobId jobId;
        final Map<String, String> flinkConfiguration = new LinkedHashMap<>();

        void arguments(List<String> values) {
            if (values.stream().anyMatch(value -> value == null)) {
                throw new IllegalArgumentException(
                        "an argument is null in " + values + "; expected texts");
            }
            arguments = new ArrayList<>(values);
        }

        void arguments(Map<String, ?> values) {
            List<String> list = new ArrayList<>();
            values.forEach(
                    (key, value) -> {
                        Check.notBlank("argument name", key);
                        list.addAll(Arrays.asList("--" + key, String.valueOf(value)));
                    });
            arguments(list);
        }

        void configuration(Map<String, String> entries) {
            entries.forEach(
                    (key, value) -> {
                        Check.notBlank("configuration key", key);
                        if (value == null) {
                            throw new IllegalArgumentException(
                                    "the configuration of '" + key + "' is null; expected a text");
                        }
                    });
            flinkConfiguration.putAll(entries);
        }

        ProgramOptions build() {
            return new ProgramOptions(
                    entryClass,
                    Immutable.list(arguments),
                    parallelism,
                    jobId,
                    Immutable.map(flinkConfiguration));
        }
    }
}
