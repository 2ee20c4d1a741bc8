package dev.flinkrest.jobs;

import dev.flinkrest.id.TriggerId;
import dev.flinkrest.internal.util.Check;
import org.jspecify.annotations.Nullable;

/**
 * Sets what the builders of {@link SavepointOptions} and {@link StopOptions} share. Not safe for
 * use by many threads.
 *
 * @param <B> the builder itself
 */
public abstract sealed class TriggerBuilder<B extends TriggerBuilder<B>>
        permits SavepointOptions.Builder, StopOptions.Builder {
    private @Nullable String targetDirectory;
    private @Nullable SavepointFormat formatType;
    private @Nullable TriggerId triggerId;

    TriggerBuilder() {}

    abstract B self();

    TriggerOptions trigger() {
        return new TriggerOptions(targetDirectory, formatType, triggerId);
    }

    /**
     * Names the directory to write to.
     *
     * @param directory a path or URI that all of Flink's processes can write to; without it, the
     *     cluster's {@code state.savepoints.dir}
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public B targetDirectory(String directory) {
        this.targetDirectory = Check.notBlank("targetDirectory", directory);
        return self();
    }

    /**
     * Chooses the binary format; Flink 1.15 and later.
     *
     * @param format the format; without it, canonical
     * @return this builder
     */
    public B formatType(SavepointFormat format) {
        this.formatType = format;
        return self();
    }

    /**
     * Chooses the trigger's id, so that triggering it again does nothing; Flink 1.15 and later.
     *
     * @param id the id; without it, from Flink 1.15 on, one of the client's choice, and a new one
     *     for each trigger; before, of the server's
     * @return this builder
     */
    public B triggerId(TriggerId id) {
        this.triggerId = id;
        return self();
    }
}
