package dev.flinkrest.jars;

import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.FlinkVersion;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says how the program in a jar is run. Immutable and safe for use by many threads. */
public final class RunOptions {
    private static final RunOptions NONE = builder().build();

    private final LaunchOptions launch;
    private final boolean deleteJarAfterRun;

    private RunOptions(Builder builder) {
        this.launch = builder.launch();
        this.deleteJarAfterRun = builder.deleteJarAfterRun;
    }

    /**
     * Leaves everything to the jar and the server.
     *
     * @return options that say nothing
     */
    public static RunOptions none() {
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

    /**
     * Tells whether the jar is deleted afterwards.
     *
     * @return true if it is
     */
    public boolean deleteJarAfterRun() {
        return deleteJarAfterRun;
    }

    /**
     * Begins to set options that are like these but for what is set next.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new Builder().like(launch).deleteJarAfterRun(deleteJarAfterRun);
    }

    /**
     * Returns the job's id.
     *
     * @return the id, or null if the client chooses it
     */
    public @Nullable JobId jobId() {
        return launch.program().jobId();
    }

    /**
     * Returns what the job starts from.
     *
     * @return the savepoint's or checkpoint's path, or null for no state
     */
    public @Nullable String savepointPath() {
        return launch.savepointPath();
    }

    /**
     * Returns who owns the files of what the job starts from.
     *
     * @return the mode, or null for the server's choice
     */
    public @Nullable ClaimMode claimMode() {
        return launch.claimMode();
    }

    /** Returns the request's body as this server's version takes it. */
    Map<String, Object> body(Supplier<FlinkVersion> server) {
        return launch.body(JarEndpoints.RUN, server);
    }

    @Override
    public String toString() {
        return "RunOptions[" + launch + ", deleteJarAfterRun=" + deleteJarAfterRun + "]";
    }

    /** Sets options. Not safe for use by many threads. */
    public static final class Builder extends LaunchBuilder<Builder> {
        private boolean deleteJarAfterRun;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Says whether the jar is deleted once the job was submitted, or could not be. It stays
         * where it is not known whether the job was.
         *
         * @param delete true to delete it; without it, it stays
         * @return this builder
         */
        public Builder deleteJarAfterRun(boolean delete) {
            deleteJarAfterRun = delete;
            return this;
        }

        /**
         * Ends setting options.
         *
         * @return the options
         */
        public RunOptions build() {
            return new RunOptions(this);
        }
    }
}
