package dev.flinkrest.jobs;

import dev.flinkrest.id.TriggerId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says how a checkpoint is made. Immutable and safe for use by many threads. */
public final class CheckpointOptions {
    private static final CheckpointOptions NONE = builder().build();

    private final @Nullable Scope checkpointType;
    private final @Nullable TriggerId triggerId;

    private CheckpointOptions(Builder builder) {
        this.checkpointType = builder.checkpointType;
        this.triggerId = builder.triggerId;
    }

    /** Names what a checkpoint writes; Flink's name for it is checkpoint type. */
    public enum Scope {
        /** What the job is configured with. */
        CONFIGURED,
        /** The whole state. */
        FULL,
        /** What has changed since the last checkpoint, where the state backend can. */
        INCREMENTAL
    }

    /**
     * Leaves everything to the job's configuration.
     *
     * @return options that say nothing
     */
    public static CheckpointOptions none() {
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

    /** Returns the request's body; every version that has the operation takes all of it. */
    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        if (checkpointType != null) {
            body.put("checkpointType", checkpointType);
        }
        if (triggerId != null) {
            body.put("triggerId", triggerId);
        }
        return body;
    }

    @Override
    public String toString() {
        return "CheckpointOptions" + body();
    }

    /** Sets options. Not safe for use by many threads. */
    public static final class Builder {
        private @Nullable Scope checkpointType;
        private @Nullable TriggerId triggerId;

        private Builder() {}

        /**
         * Chooses what the checkpoint writes.
         *
         * @param type what; without it, {@link Scope#CONFIGURED}
         * @return this builder
         */
        public Builder checkpointType(Scope type) {
            this.checkpointType = type;
            return this;
        }

        /**
         * Chooses the trigger's id, so that triggering it again does nothing.
         *
         * @param id the id; without it, one of the client's choice, and a new one for each trigger
         * @return this builder
         */
        public Builder triggerId(TriggerId id) {
            this.triggerId = id;
            return this;
        }

        /**
         * Ends setting options.
         *
         * @return the options
         */
        public CheckpointOptions build() {
            return new CheckpointOptions(this);
        }
    }
}
