package dev.flinkrest.jars;

import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.rest.FlinkVersion;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says how the program in a jar is run as an application; Flink 2.3 and later. Immutable and safe
 * for use by many threads.
 */
public final class RunApplicationOptions {
    private static final RunApplicationOptions NONE = builder().build();

    private final LaunchOptions launch;
    private final @Nullable ApplicationId applicationId;

    private RunApplicationOptions(Builder builder) {
        this.launch = builder.launch();
        this.applicationId = builder.applicationId;
    }

    /**
     * Leaves everything to the jar and the server.
     *
     * @return options that say nothing
     */
    public static RunApplicationOptions none() {
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

    @Nullable ApplicationId applicationId() {
        return applicationId;
    }

    /** Returns the request's body. */
    Map<String, Object> body(Supplier<FlinkVersion> server) {
        Map<String, Object> body = launch.body(JarEndpoints.RUN_APPLICATION, server);
        if (applicationId != null) {
            body.put("applicationId", applicationId);
        }
        return body;
    }

    @Override
    public String toString() {
        return "RunApplicationOptions[" + launch + ", applicationId=" + applicationId + "]";
    }

    /** Sets options. Not safe for use by many threads. */
    public static final class Builder extends LaunchBuilder<Builder> {
        private @Nullable ApplicationId applicationId;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the application's id, so that it cannot be started twice.
         *
         * @param id the id; without it, a random one that the client chooses
         * @return this builder
         */
        public Builder applicationId(ApplicationId id) {
            this.applicationId = id;
            return this;
        }

        /**
         * Ends setting options.
         *
         * @return the options
         */
        public RunApplicationOptions build() {
            return new RunApplicationOptions(this);
        }
    }
}
