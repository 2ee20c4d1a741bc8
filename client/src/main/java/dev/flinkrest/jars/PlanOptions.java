package dev.flinkrest.jars;

import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.util.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Says how the program in a jar is called to show its plan. Immutable and safe for use by many
 * threads.
 */
public final class PlanOptions {
    private static final PlanOptions NONE = builder().build();

    private final ProgramOptions program;

    private PlanOptions(ProgramOptions program) {
        this.program = program;
    }

    /**
     * Leaves everything to the jar and the server.
     *
     * @return options that say nothing
     */
    public static PlanOptions none() {
        return NONE;
    }

    /**
     * Begins to set options.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    ProgramOptions program() {
        return program;
    }

    @Override
    public String toString() {
        return program.toString();
    }

    /** Sets options. Not safe for use by many threads. */
    public static final class Builder {
        private final ProgramOptions.Parts parts = new ProgramOptions.Parts();

        private Builder() {}

        /**
         * Names the class whose {@code main} is called.
         *
         * @param className the class; without it, the one that the jar's manifest names
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder entryClass(String className) {
            parts.entryClass = Check.notBlank("entryClass", className);
            return this;
        }

        /**
         * Sets the program's arguments; they arrive as they are, spaces and empty ones included.
         *
         * @param arguments the arguments
         * @return this builder
         * @throws IllegalArgumentException if one is null
         */
        public Builder arguments(String... arguments) {
            parts.arguments(Arrays.asList(arguments));
            return this;
        }

        /**
         * Sets the program's arguments; they arrive as they are, spaces and empty ones included.
         *
         * @param arguments the arguments
         * @return this builder
         * @throws IllegalArgumentException if one is null
         */
        public Builder arguments(List<String> arguments) {
            parts.arguments(arguments);
            return this;
        }

        /**
         * Sets the program's arguments as pairs: {@code {rate=5}} becomes {@code --rate}, {@code
         * 5}.
         *
         * @param arguments the values by name, in the map's order
         * @return this builder
         * @throws IllegalArgumentException if a name is blank
         */
        public Builder arguments(Map<String, ?> arguments) {
            parts.arguments(arguments);
            return this;
        }

        /**
         * Sets the default parallelism.
         *
         * @param parallelism how many subtasks; without it, the server's default
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder parallelism(int parallelism) {
            parts.parallelism = Check.atLeast("parallelism", parallelism, 1);
            return this;
        }

        /**
         * Sets the job's id.
         *
         * @param jobId the id; without it, one of the server's choice
         * @return this builder
         */
        public Builder jobId(JobId jobId) {
            parts.jobId = jobId;
            return this;
        }

        /**
         * Adds configuration of the job; Flink 1.17 and later.
         *
         * @param key the option's key, for example {@code pipeline.max-parallelism}
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the key is blank
         */
        public Builder flinkConfiguration(String key, String value) {
            parts.configuration(Map.of(key, value));
            return this;
        }

        /**
         * Adds configuration of the job; Flink 1.17 and later.
         *
         * @param configuration the values by key
         * @return this builder
         * @throws IllegalArgumentException if a key is blank or a value null
         */
        public Builder flinkConfiguration(Map<String, String> configuration) {
            parts.configuration(configuration);
            return this;
        }

        /**
         * Ends setting options.
         *
         * @return the options
         */
        public PlanOptions build() {
            return new PlanOptions(parts.build());
        }
    }
}
