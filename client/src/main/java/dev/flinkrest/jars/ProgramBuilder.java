package dev.flinkrest.jars;

import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.internal.util.Immutable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sets what the builders of {@link PlanOptions}, {@link RunOptions} and {@link
 * RunApplicationOptions} share. Not safe for use by many threads.
 *
 * @param <B> the builder itself
 */
public abstract sealed class ProgramBuilder<B extends ProgramBuilder<B>>
        permits LaunchBuilder, PlanOptions.Builder {
    private @Nullable String entryClass;
    private List<String> arguments = List.of();
    private @Nullable Integer parallelism;
    private @Nullable JobId jobId;
    private final Map<String, String> flinkConfiguration = new LinkedHashMap<>();

    ProgramBuilder() {}

    abstract B self();

    B like(ProgramOptions other) {
        entryClass = other.entryClass();
        arguments = other.arguments();
        parallelism = other.parallelism();
        jobId = other.jobId();
        flinkConfiguration.putAll(other.flinkConfiguration());
        return self();
    }

    ProgramOptions program() {
        return new ProgramOptions(
                entryClass, arguments, parallelism, jobId, Immutable.map(flinkConfiguration));
    }

    /**
     * Names the class whose {@code main} is called.
     *
     * @param className the class; without it, the one that the jar's manifest names
     * @return this builder
     * @throws IllegalArgumentException if the name is blank
     */
    public B entryClass(String className) {
        this.entryClass = Check.notBlank("entryClass", className);
        return self();
    }

    /**
     * Sets the program's arguments; they arrive as they are, spaces and empty ones included.
     *
     * @param arguments the arguments
     * @return this builder
     * @throws IllegalArgumentException if one is null
     */
    public B arguments(String... arguments) {
        return arguments(Arrays.asList(arguments));
    }

    /**
     * Sets the program's arguments; they arrive as they are, spaces and empty ones included.
     *
     * @param arguments the arguments
     * @return this builder
     * @throws IllegalArgumentException if one is null
     */
    public B arguments(List<String> arguments) {
        if (arguments.stream().anyMatch(value -> value == null)) {
            throw new IllegalArgumentException(
                    "an argument is null in " + arguments + "; expected texts");
        }
        this.arguments = Immutable.list(arguments);
        return self();
    }

    /**
     * Sets the program's arguments as pairs: {@code {rate=5}} becomes {@code --rate}, {@code 5}.
     *
     * @param arguments the values by name, in the map's order
     * @return this builder
     * @throws IllegalArgumentException if a name is blank
     */
    public B arguments(Map<String, ?> arguments) {
        List<String> list = new ArrayList<>();
        arguments.forEach(
                (key, value) -> {
                    list.add("--" + Check.notBlank("argument name", key));
                    list.add(value == null ? null : value.toString());
                });
        return arguments(list);
    }

    /**
     * Sets the default parallelism.
     *
     * @param parallelism how many subtasks; without it, the server's default
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public B parallelism(int parallelism) {
        this.parallelism = Check.atLeast("parallelism", parallelism, 1);
        return self();
    }

    /**
     * Sets the job's id, so that it cannot be started twice.
     *
     * @param jobId the id; without it, a random one that the client chooses
     * @return this builder
     */
    public B jobId(JobId jobId) {
        this.jobId = jobId;
        return self();
    }

    /**
     * Adds configuration of the job; Flink 1.17 and later.
     *
     * @param key the option's key, for example {@code pipeline.max-parallelism}
     * @param value its value
     * @return this builder
     * @throws IllegalArgumentException if the key is blank
     */
    public B flinkConfiguration(String key, String value) {
        return flinkConfiguration(Collections.singletonMap(key, value));
    }

    /**
     * Adds configuration of the job; Flink 1.17 and later.
     *
     * @param configuration the values by key
     * @return this builder
     * @throws IllegalArgumentException if a key is blank or a value null
     */
    public B flinkConfiguration(Map<String, String> configuration) {
        configuration.forEach(
                (key, value) -> {
                    Check.notBlank("configuration key", key);
                    if (value == null) {
                        throw new IllegalArgumentException(
                                "the configuration of '" + key + "' is null; expected a text");
                    }
                });
        flinkConfiguration.putAll(configuration);
        return self();
    }
}
