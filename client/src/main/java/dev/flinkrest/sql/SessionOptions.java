package dev.flinkrest.sql;

import dev.flinkrest.internal.util.Check;
import dev.flinkrest.internal.util.Immutable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says how a session of a SQL Gateway is opened. Immutable and safe for use by many threads. */
public final class SessionOptions {
    /** A tenth of what a gateway allows unless it is configured otherwise. */
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofMinutes(1);

    private static final SessionOptions NONE = builder().build();

    private final @Nullable String name;
    private final Map<String, String> properties;
    private final @Nullable Duration heartbeatInterval;

    private SessionOptions(Builder builder) {
        this.name = builder.name;
        this.properties = Immutable.map(builder.properties);
        this.heartbeatInterval = builder.heartbeatInterval;
    }

    /**
     * Leaves everything to the gateway, and sends a heartbeat a minute.
     *
     * @return options that say nothing
     */
    public static SessionOptions none() {
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

    @Nullable Duration heartbeatInterval() {
        return heartbeatInterval;
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        if (name != null) {
            body.put("sessionName", name);
        }
        if (!properties.isEmpty()) {
            body.put("properties", properties);
        }
        return body;
    }

    @Override
    public String toString() {
        return "SessionOptions[name="
                + name
                + ", properties="
                + properties.keySet()
                + ", heartbeatInterval="
                + heartbeatInterval
                + "]";
    }

    /** Sets options. Not safe for use by many threads. */
    public static final class Builder {
        private @Nullable String name;
        private final Map<String, String> properties = new LinkedHashMap<>();
        private @Nullable Duration heartbeatInterval = HEARTBEAT_INTERVAL;

        private Builder() {}

        /**
         * Names the session, for the gateway's log.
         *
         * @param name the name; need not be unique
         * @return this builder
         * @throws IllegalArgumentException if it is blank
         */
        public Builder name(String name) {
            this.name = Check.notBlank("name", name);
            return this;
        }

        /**
         * Sets an option of the session's configuration, over the gateway's own.
         *
         * @param key Flink's key, for example {@code execution.runtime-mode}
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the key is blank
         */
        public Builder property(String key, String value) {
            properties.put(Check.notBlank("key", key), value);
            return this;
        }

        /**
         * Sets options of the session's configuration, over the gateway's own.
         *
         * @param entries values by Flink's keys
         * @return this builder
         * @throws IllegalArgumentException if a key is blank
         */
        public Builder properties(Map<String, String> entries) {
            entries.forEach(this::property);
            return this;
        }

        /**
         * Says how often a heartbeat is sent while the session is open. It must be less than the
         * gateway's {@code sql-gateway.session.idle-timeout}, which is ten minutes unless set.
         *
         * @param interval the time between two heartbeats; one minute unless set
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder heartbeatInterval(Duration interval) {
            this.heartbeatInterval = Check.positive("heartbeatInterval", interval);
            return this;
        }

        /**
         * Sends no heartbeats: a session that is not used for long enough is closed by the gateway.
         *
         * @return this builder
         */
        public Builder withoutHeartbeats() {
            this.heartbeatInterval = null;
            return this;
        }

        /**
         * Makes the options.
         *
         * @return new options
         */
        public SessionOptions build() {
            return new SessionOptions(this);
        }
    }
}
