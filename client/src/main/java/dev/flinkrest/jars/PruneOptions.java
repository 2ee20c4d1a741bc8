package dev.flinkrest.jars;

import dev.flinkrest.internal.util.Check;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Says which uploaded jars are cleared away: those that neither {@code keepLast} nor {@code
 * olderThan} keeps. Immutable and safe for use by many threads.
 */
public final class PruneOptions {
    private final int keepLast;
    private final @Nullable Duration olderThan;
    private final boolean dryRun;

    private PruneOptions(Builder builder) {
        this.keepLast = builder.keepLast == null ? 0 : builder.keepLast;
        this.olderThan = builder.olderThan;
        this.dryRun = builder.dryRun;
    }

    /**
     * Begins to set options.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns how many jars of each name stay. */
    int keepLast() {
        return keepLast;
    }

    /** Returns how old a jar must be; null if its age does not matter. */
    @Nullable Duration olderThan() {
        return olderThan;
    }

    boolean dryRun() {
        return dryRun;
    }

    @Override
    public String toString() {
        return "PruneOptions[keepLast="
                + keepLast
                + ", olderThan="
                + olderThan
                + ", dryRun="
                + dryRun
                + "]";
    }

    /** Sets options. Not safe for use by many threads. */
    public static final class Builder {
        private @Nullable Integer keepLast;
        private @Nullable Duration olderThan;
        private boolean dryRun;

        private Builder() {}

        /**
         * Keeps the newest uploads of each jar. Jars are the same if their files had the same name
         * when they were uploaded.
         *
         * @param uploads how many uploads of each name stay; 0 for none
         * @return this builder
         * @throws IllegalArgumentException if it is less than 0
         */
        public Builder keepLast(int uploads) {
            this.keepLast = Check.atLeast("keepLast", uploads, 0);
            return this;
        }

        /**
         * Keeps what was uploaded lately. Ages are counted by the server's clock: Flink tells it by
         * the task managers' last heartbeats, which lag by some seconds, so a jar stays for as much
         * longer. In a cluster without task managers, they are counted by the clock of this
         * machine.
         *
         * @param age how old a jar must be to be deleted
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder olderThan(Duration age) {
            this.olderThan = Check.positive("olderThan", age);
            return this;
        }

        /**
         * Says whether the jars are only told, and none is deleted.
         *
         * @param dryRun true to delete none
         * @return this builder
         */
        public Builder dryRun(boolean dryRun) {
            this.dryRun = dryRun;
            return this;
        }

        /**
         * Ends setting options.
         *
         * @return the options
         * @throws IllegalArgumentException if neither {@code keepLast} nor {@code olderThan} was
         *     set: every jar would be deleted
         */
        public PruneOptions build() {
            if (keepLast == null && olderThan == null) {
                throw new IllegalArgumentException(
                        "neither keepLast nor olderThan is set; expected one of them. To delete every"
                                + " jar, say keepLast(0)");
            }
            return new PruneOptions(this);
        }
    }
}
