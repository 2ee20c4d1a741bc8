package dev.flinkrest.jars;

import dev.flinkrest.internal.util.Check;
import dev.flinkrest.rest.FlinkVersion;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says how the program in a jar is run. Immutable and safe for use by many threads. */
public final class RunOptions {
    private static final RunOptions NONE = builder().build();

    private final ProgramOptions program;
    private final @Nullable String savepointPath;
    private final @Nullable Boolean allowNonRestoredState;
    private final @Nullable ClaimMode claimMode;
    private final boolean deleteJarAfterRun;

    private RunOptions(Builder builder) {
        this.program = builder.program();
        this.savepointPath = builder.savepointPath;
        this.allowNonRestoredState = builder.allowNonRestoredState;
        this.claimMode = builder.claimMode;
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

    boolean deleteJarAfterRun() {
        return deleteJarAfterRun;
    }

    /** Returns the request's body as this server's version takes it. */
    Map<String, Object> body(Supplier<FlinkVersion> server) {
        String operation = JarEndpoints.RUN.toString();
        Map<String, Object> body = program.body(operation, server);
        if (savepointPath != null) {
            body.put("savepointPath", savepointPath);
        }
        if (allowNonRestoredState != null) {
            body.put("allowNonRestoredState", allowNonRestoredState);
        }
        if (claimMode != null) {
            FlinkVersion version = server.get();
            version.require(
                    FlinkVersion.V1_15,
                    operation,
                    "claimMode",
                    "Leave it out: such a server behaves as with LEGACY");
            body.put(
                    version.isAtLeast(FlinkVersion.V1_20) ? "claimMode" : "restoreMode", claimMode);
        }
        return body;
    }

    @Override
    public String toString() {
        return "RunOptions["
                + program
                + ", savepointPath="
                + savepointPath
                + ", allowNonRestoredState="
                + allowNonRestoredState
                + ", claimMode="
                + claimMode
                + ", deleteJarAfterRun="
                + deleteJarAfterRun
                + "]";
    }

    /** Sets options. Not safe for use by many threads. */
    public static final class Builder extends ProgramBuilder<Builder> {
        private @Nullable String savepointPath;
        private @Nullable Boolean allowNonRestoredState;
        private @Nullable ClaimMode claimMode;
        private boolean deleteJarAfterRun;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Names the savepoint or checkpoint that the job starts from.
         *
         * @param path its path, as {@code SavepointInfo.location} gives it; without it, the job
         *     starts with no state
         * @return this builder
         * @throws IllegalArgumentException if the path is blank
         */
        public Builder savepointPath(String path) {
            savepointPath = Check.notBlank("savepointPath", path);
            return this;
        }

        /**
         * Says whether state of the savepoint that no operator of the job takes up may be dropped.
         *
         * @param allow true to drop it; without it, the job does not start if there is any
         * @return this builder
         */
        public Builder allowNonRestoredState(boolean allow) {
            allowNonRestoredState = allow;
            return this;
        }

        /**
         * Says who owns the files of the savepoint; Flink 1.15 and later. It travels as {@code
         * claimMode} from 1.20 on and as {@code restoreMode} before.
         *
         * @param mode the mode; without it, {@code NO_CLAIM}
         * @return this builder
         */
        public Builder claimMode(ClaimMode mode) {
            claimMode = mode;
            return this;
        }

        /**
         * Says whether the jar is deleted once the job was submitted, or could not be.
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
