package dev.flinkrest.jobs;

import dev.flinkrest.id.TriggerId;
import dev.flinkrest.rest.FlinkVersion;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says how a job is stopped with a savepoint. Immutable and safe for use by many threads. */
public final class StopOptions {
    private static final StopOptions NONE = builder().build();

    private final TriggerOptions trigger;
    private final @Nullable Boolean drain;

    private StopOptions(TriggerOptions trigger, @Nullable Boolean drain) {
        this.trigger = trigger;
        this.drain = drain;
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

    StopOptions withTriggerId(TriggerId id) {
        return new StopOptions(
                new TriggerOptions(trigger.targetDirectory(), trigger.formatType(), id), drain);
    }

    /** Returns the request's body as this server's version takes it. */
    Map<String, Object> body(Supplier<FlinkVersion> server) {
        return trigger.body(JobEndpoints.STOP, "targetDirectory", "drain", drain, server);
    }

    @Override
    public String toString() {
        return "StopOptions[" + trigger + ", drain=" + drain + "]";
    }

    /** Sets options. Not safe for use by many threads. */
    public static final class Builder extends TriggerBuilder<Builder> {
        private @Nullable Boolean drain;

        private Builder() {}

        @Override
        Builder self() {
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
            return new StopOptions(trigger(), drain);
        }
    }
}
