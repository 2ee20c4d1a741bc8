package dev.flinkrest.sql;

import dev.flinkrest.internal.util.Check;
import dev.flinkrest.internal.util.Immutable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says how a statement is run. Immutable and safe for use by many threads. */
public final class StatementOptions {
    private static final StatementOptions NONE = builder().build();

    private final Map<String, String> executionConfig;
    private final @Nullable Duration executionTimeout;
    private final @Nullable Duration rowTimeout;
    private final RowFormat rowFormat;

    private StatementOptions(Builder builder) {
        this.executionConfig = Immutable.map(builder.executionConfig);
        this.executionTimeout = builder.executionTimeout;
        this.rowTimeout = builder.rowTimeout;
        this.rowFormat = builder.rowFormat;
    }

    /**
     * Leaves everything to the session, and waits for as long as it takes.
     *
     * @return options that say nothing
     */
    public static StatementOptions none() {
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

    @Nullable Duration executionTimeout() {
        return executionTimeout;
    }

    @Nullable Duration rowTimeout() {
        return rowTimeout;
    }

    RowFormat rowFormat() {
        return rowFormat;
    }

    Map<String, Object> body(String statement) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("statement", statement);
        if (executionTimeout != null) {
            body.put("executionTimeout", executionTimeout.toMillis());
        }
        if (!executionConfig.isEmpty()) {
            body.put("executionConfig", executionConfig);
        }
        return body;
    }

    @Override
    public String toString() {
        return "StatementOptions[executionConfig="
                + executionConfig.keySet()
                + ", executionTimeout="
                + executionTimeout
                + ", rowTimeout="
                + rowTimeout
                + ", rowFormat="
                + rowFormat
                + "]";
    }

    /** Sets options. Not safe for use by many threads. */
    public static final class Builder {
        private final Map<String, String> executionConfig = new LinkedHashMap<>();
        private @Nullable Duration executionTimeout;
        private @Nullable Duration rowTimeout;
        private RowFormat rowFormat = RowFormat.JSON;

        private Builder() {}

        /**
         * Sets an option of Flink's configuration for this statement alone.
         *
         * @param key Flink's key, for example {@code parallelism.default}
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the key is blank
         */
        public Builder executionConfig(String key, String value) {
            executionConfig.put(Check.notBlank("key", key), value);
            return this;
        }

        /**
         * Has the gateway end the statement when it takes too long. Flink's own gateways, up to
         * 2.3, refuse every statement that has this; {@link #rowTimeout} works with all.
         *
         * @param timeout how long it may take; counted in milliseconds
         * @return this builder
         * @throws IllegalArgumentException if it is less than a millisecond
         */
        public Builder executionTimeout(Duration timeout) {
            Check.atLeast("executionTimeout in milliseconds", timeout.toMillis(), 1);
            this.executionTimeout = timeout;
            return this;
        }

        /**
         * Bounds each wait: until the result is ready, and then for the next row or the end.
         *
         * @param timeout how long to wait at most; for as long as it takes unless set
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder rowTimeout(Duration timeout) {
            this.rowTimeout = Check.positive("rowTimeout", timeout);
            return this;
        }

        /**
         * Says how values travel. As {@link RowFormat#PLAIN_TEXT} each is a text as a SQL shell
         * prints it, also of types that cannot be written as JSON; Flink 1.17 and later.
         *
         * @param format the format; {@link RowFormat#JSON} unless set
         * @return this builder
         * @throws IllegalArgumentException if it is {@link RowFormat#UNKNOWN}
         */
        public Builder rowFormat(RowFormat format) {
            if (format == RowFormat.UNKNOWN) {
                throw new IllegalArgumentException(
                        "rowFormat is UNKNOWN; expected JSON or PLAIN_TEXT");
            }
            this.rowFormat = format;
            return this;
        }

        /**
         * Makes the options.
         *
         * @return new options
         */
        public StatementOptions build() {
            return new StatementOptions(this);
        }
    }
}
