package dev.flinkrest.jobs;

import dev.flinkrest.rest.FlinkVersion;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says how a savepoint is made. Immutable and safe for use by many threads. */
public final class SavepointOptions {
    private static final SavepointOptions NONE = builder().build();

    private final TriggerOptions trigger;
    private final @Nullable Boolean cancelJob;

    private SavepointOptions(Builder builder) {
        this.trigger = builder.trigger();
        this.cancelJob = builder.cancelJob;
    }

    /**
     * Leaves everything to the cluster's configuration.
     *
     * @return options that say nothing
     */
    public static SavepointOptions none() {
        return NONE;
    }

    /**
     * Chooses the directory, and nothing else.
     *
     * @param directory a path or URI that all of Flink's processes can write to
     * @return the options
     * @throws IllegalArgumentException if it is blank
     */
    public static SavepointOptions into(String directory) {
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
        return trigger.body(
                JobEndpoints.SAVEPOINT, "target-directory", "cancel-job", cancelJob, server);
    }

    @Override
    public String toString() {
        return "SavepointOptions[" + trigger + ", cancelJob=" + cancelJob + "]";
    }

    /** Sets options. Not safe for use by many threads. */
    public static final class Builder extends TriggerBuilder<Builder> {
        private @Nullable Boolean cancelJob;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Says whether the job is cancelled after the savepoint; better stop it, see {@link
         * Jobs#stop}.
         *
         * @param cancelJob true to cancel it; without it, it goes on
         * @return this builder
         */
        public Builder cancelJob(boolean cancelJob) {
            this.cancelJob = cancelJob;
            return this;
        }

        /**
         * Ends setting options.
         *
         * @return the options
         */
        public SavepointOptions build() {
            return new SavepointOptions(this);
        }
    }
}
