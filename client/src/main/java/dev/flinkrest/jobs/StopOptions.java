package dev.flinkrest.jobs;

import dev.flinkrest.id.TriggerId;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.rest.FlinkVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says how a job is stopped with a savepoint. Immutable and safe for use by many threads. */
public final class StopOptions {
    private static final StopOptions NONE = builder().build();

    private final @Nullable String targetDirectory;
    private final @Nullable Boolean drain;
    private final @Nullable SavepointFormat formatType;
    private final @Nullable TriggerId triggerId;

    private StopOptions(Builder builder) {
        this.targetDirectory = builder.targetDirectory;
        this.drain = builder.drain;
        this.formatType = builder.formatType;
        this.triggerId = builder.triggerId;
    }

    /**
     * Leaves everything to the cluster's configuration.
     *
     * @return options that say nothing
     */
    public static StopOptions none() {
        return NONE;
    }

    /**
     * Chooses the directory, and nothing else.
     *
     * @param directory a path or URI that all of Flink's processes can write to
     * @return the options
     * @throws IllegalArgumentException if it is blank
     */
    public static StopOptions into(String directory) {
        return builder().targetDirectory(directory).build();
    }

    /**
     * Begins to set options.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the request's body as this server's version takes it. */
    Map<String, Object> body(Supplier<FlinkVersion> server) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (targetDirectory != null) {
            body.put("targetDirectory", targetDirectory);
        }
        if (drain != null) {
            body.put("drain", drain);
        }
        TriggerOptions.write(body, JobEndpoints.STOP.toString(), formatType, triggerId, server);
        return body;
    }

    @Override
    public String toString() {
        return "StopOptions[targetDirectory="
                + targetDirectory
                + ", drain="
                + drain
                + ", formatType="
                + formatType
                + ", triggerId="
                + triggerId
                + "]";
    }

    /** Sets options. Not safe for use by many threads. */
    public static final class Builder {
        private @Nullable String targetDirectory;
        private @Nullable Boolean drain;
        private @Nullable SavepointFormat formatType;
        private @Nullable TriggerId triggerId;

        private Builder() {}

        /**
         * Names the directory to write to.
         *
         * @param directory a path or URI that all of Flink's processes can write to; without it,
         *     the cluster's {@code state.savepoints.dir}
         * @return this builder
         * @throws IllegalArgumentException if it is blank
         */
        public Builder targetDirectory(String directory) {
            targetDirectory = Check.notBlank("targetDirectory", directory);
            return this;
        }

        /**
         * Chooses the binary format; Flink 1.15 and later.
         *
         * @param format the format; without it, canonical
         * @return this builder
         */
        public Builder formatType(SavepointFormat format) {
            formatType = format;
            return this;
        }

        /**
         * Chooses the trigger's id, so that triggering it again does nothing; Flink 1.15 and later.
         *
         * @param id the id; without it, one of the server's choice
         * @return this builder
         */
        public Builder triggerId(TriggerId id) {
            triggerId = id;
            return this;
        }

        /**
         * Says whether the job emits all it holds, as if its input had come to an end, so that it
         * cannot go on from the savepoint as before.
         *
         * @param drain true to drain; without it, the job can be resumed
         * @return this builder
         */
        public Builder drain(boolean drain) {
            this.drain = drain;
            return this;
        }

        /**
         * Ends setting options.
         *
         * @return the options
         */
        public StopOptions build() {
            return new StopOptions(this);
        }
    }
}
