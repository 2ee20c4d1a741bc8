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

    private RunOptions(Builder builder) {
        this.launch = builder.launch();
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
        return launch.deleteJarAfterRun();
    }

    @Nullable JobId jobId() {
        return launch.program().jobId();
    }

    /** Returns the request's body as this server's version takes it. */
    Map<String, Object> body(Supplier<FlinkVersion> server) {
        return launch.body(JarEndpoints.RUN, server);
    }

    @Override
    public String toString() {
        return "RunOptions[" + launch + "]";
    }

    /** Sets options. Not safe for use by many threads. */
    public static final class Builder extends LaunchBuilder<Builder> {
        private Builder() {}

        @Override
        Builder self() {
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
