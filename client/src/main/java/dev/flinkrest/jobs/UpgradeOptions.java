package dev.flinkrest.jobs;

import dev.flinkrest.id.JarId;
import dev.flinkrest.internal.jars.JarsInUse;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.jars.ClaimMode;
import dev.flinkrest.jars.RunOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says how a job is upgraded. Flink does not tell the jar, entry class or arguments of a running
 * job, so these options name them, for the way back. Immutable and safe for use by many threads, if
 * the listener is.
 */
public final class UpgradeOptions {
    final Version newVersion;

    /** What runs now; null if there shall be no way back. */
    final @Nullable Version oldVersion;

    final StopOptions stop;
    final boolean stateless;
    final boolean awaitCheckpoint;
    final boolean keepOldJar;
    final Duration stopTimeout;
    final Duration startTimeout;
    final Consumer<UpgradeEvent> listener;

    /** A jar, on the server or to be uploaded, and how its program is run. */
    record Version(@Nullable JarId jar, @Nullable Path file, RunOptions options) {
        Path path() {
            return Objects.requireNonNull(file);
        }

        /** Keeps a jar that is on the server from being cleared away. */
        void keep(JarsInUse inUse, List<JarsInUse.Reservation> held) {
            if (jar != null) {
                held.add(inUse.reserve(jar));
            }
        }

        String name() {
            return String.valueOf(path().getFileName());
        }
    }

    private UpgradeOptions(Builder builder, Version newVersion) {
        this.newVersion = newVersion;
        this.oldVersion = builder.oldVersion;
        this.stop = builder.stop;
        this.stateless = builder.stateless;
        this.awaitCheckpoint = builder.awaitCheckpoint;
        this.keepOldJar = builder.keepOldJar;
        this.stopTimeout = builder.stopTimeout;
        this.startTimeout = builder.startTimeout;
        this.listener = builder.listener;
    }

    /**
     * Begins to set options.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String toString() {
        return "UpgradeOptions[newVersion="
                + newVersion
                + ", oldVersion="
                + oldVersion
                + ", stop="
                + (stateless ? "stateless" : stop)
                + "]";
    }

    /** Sets options. Not safe for use by many threads. */
    public static final class Builder {
        private @Nullable Version newVersion;
        private @Nullable Version oldVersion;
        private boolean withoutRollback;
        private StopOptions stop = StopOptions.none();
        private boolean stateless;
        private boolean awaitCheckpoint;
        private boolean keepOldJar;
        private Duration stopTimeout = Duration.ofMinutes(10);
        private Duration startTimeout = Duration.ofMinutes(5);
        private Consumer<UpgradeEvent> listener = event -> {};

        private Builder() {}

        /**
         * Names the new version: a jar that is uploaded once the job has stopped. It may be the old
         * one, with other arguments, parallelism or configuration.
         *
         * @param jar the file
         * @param options how its program is run, without job id and savepoint, which the upgrade
         *     sets
         * @return this builder
         * @throws IllegalArgumentException if the options name a job id or a savepoint
         */
        public Builder newVersion(Path jar, RunOptions options) {
            return newVersion(new Version(null, jar, check(options)));
        }

        /**
         * Names the new version: a jar that is uploaded already. It may be the old one, with other
         * arguments, parallelism or configuration.
         *
         * @param jar the uploaded jar
         * @param options how its program is run, without job id and savepoint, which the upgrade
         *     sets
         * @return this builder
         * @throws IllegalArgumentException if the options name a job id or a savepoint, or delete
         *     the jar after the run
         */
        public Builder newVersion(JarId jar, RunOptions options) {
            return newVersion(new Version(jar, null, checkKept(options)));
        }

        private Builder newVersion(Version version) {
            this.newVersion = version;
            return this;
        }

        /**
         * Names what runs now, for the way back: a jar on disk, uploaded only if it is needed.
         *
         * @param jar the file
         * @param options how its program was run, without job id and savepoint
         * @return this builder
         * @throws IllegalArgumentException if the options name a job id or a savepoint
         */
        public Builder oldVersion(Path jar, RunOptions options) {
            this.oldVersion = new Version(null, jar, check(options));
            return this;
        }

        /**
         * Names what runs now, for the way back: the uploaded jar that it was run from, which is
         * deleted when the new version is up.
         *
         * @param jar the uploaded jar
         * @param options how its program was run, without job id and savepoint
         * @return this builder
         * @throws IllegalArgumentException if the options name a job id or a savepoint, or delete
         *     the jar after the run
         */
        public Builder oldVersion(JarId jar, RunOptions options) {
            this.oldVersion = new Version(jar, null, checkKept(options));
            return this;
        }

        /**
         * Gives up the way back: if the new version does not come up, neither runs, and the
         * exception names the savepoint.
         *
         * @return this builder
         */
        public Builder withoutRollback() {
            this.withoutRollback = true;
            return this;
        }

        /**
         * Says how the job is stopped: where the savepoint is written, its format, and whether the
         * job is drained.
         *
         * @param options how; without them, where the cluster keeps its savepoints. A trigger id in
         *     them is not used
         * @return this builder
         */
        public Builder stop(StopOptions options) {
            this.stop = options;
            return this;
        }

        /**
         * Cancels the job instead of stopping it with a savepoint: the new version, and on the way
         * back the old one, begins with no state.
         *
         * @return this builder
         */
        public Builder stateless() {
            this.stateless = true;
            return this;
        }

        /**
         * Takes the new version for up only when it has completed a checkpoint, instead of when all
         * its tasks run: a job that fails with its first records runs for a moment, too.
         *
         * @return this builder
         */
        public Builder awaitCheckpoint() {
            this.awaitCheckpoint = true;
            return this;
        }

        /**
         * Keeps the old version's jar on the server.
         *
         * @return this builder
         */
        public Builder keepOldJar() {
            this.keepOldJar = true;
            return this;
        }

        /**
         * Sets how long the savepoint may take, and then the job to end.
         *
         * @param timeout how long; without it, 10 minutes
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder stopTimeout(Duration timeout) {
            this.stopTimeout = Check.positive("stopTimeout", timeout);
            return this;
        }

        /**
         * Sets how long a version may take until all its tasks run, and then until its first
         * checkpoint where that is awaited.
         *
         * @param timeout how long; without it, 5 minutes
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder startTimeout(Duration timeout) {
            this.startTimeout = Check.positive("startTimeout", timeout);
            return this;
        }

        /**
         * Names who is told of each step as it happens, by the thread that upgrades.
         *
         * @param listener is told; what it throws is logged, and the upgrade goes on
         * @return this builder
         */
        public Builder listener(Consumer<UpgradeEvent> listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Ends setting options.
         *
         * @return the options
         * @throws IllegalArgumentException if there is no new version, or neither an old one nor
         *     {@link #withoutRollback}, or both; or if the new version would claim the savepoint
         *     that the old one may need
         */
        public UpgradeOptions build() {
            Version next = newVersion;
            if (next == null) {
                throw new IllegalArgumentException("newVersion is not set; expected a jar");
            }
            if (oldVersion == null && !withoutRollback) {
                throw new IllegalArgumentException(
                        "oldVersion is not set, so there is no way back if the new version does not come up."
                                + " Name the jar and the options of what runs now, or call withoutRollback()");
            }
            if (oldVersion != null && withoutRollback) {
                throw new IllegalArgumentException(
                        "oldVersion is set, and withoutRollback() was called; expected one of them");
            }
            if (oldVersion != null && next.options().claimMode() == ClaimMode.CLAIM) {
                throw new IllegalArgumentException(
                        "the new version's claimMode is CLAIM: then Flink may delete the savepoint that the"
                                + " way back needs. Leave it out, or call withoutRollback()");
            }
            return new UpgradeOptions(this, next);
        }

        private static RunOptions checkKept(RunOptions options) {
            if (options.deleteJarAfterRun()) {
                throw new IllegalArgumentException(
                        "the options delete the jar after the run, and name no file to upload it from again;"
                                + " expected not: the way back, or the next upgrade, may need it");
            }
            return check(options);
        }

        private static RunOptions check(RunOptions options) {
            if (options.jobId() != null) {
                throw new IllegalArgumentException(
                        "the options name the job id "
                                + options.jobId()
                                + "; expected none: the upgrade chooses it, so that a second call finds it");
            }
            if (options.savepointPath() != null) {
                throw new IllegalArgumentException(
                        "the options name the savepoint "
                                + options.savepointPath()
                                + "; expected none: the upgrade makes its own");
            }
            return options;
        }
    }
}
