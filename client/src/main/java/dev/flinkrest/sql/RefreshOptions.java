package dev.flinkrest.sql;

import dev.flinkrest.internal.util.Check;
import dev.flinkrest.internal.util.Immutable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says how a materialized table is refreshed. Immutable and safe for use by many threads. */
public final class RefreshOptions {
    private static final RefreshOptions NONE = builder().build();

    private final @Nullable String scheduleTime;
    private final Map<String, String> dynamicOptions;
    private final Map<String, String> staticPartitions;
    private final Map<String, String> executionConfig;

    private RefreshOptions(Builder builder) {
        this.scheduleTime = builder.scheduleTime;
        this.dynamicOptions = Immutable.map(builder.dynamicOptions);
        this.staticPartitions = Immutable.map(builder.staticPartitions);
        this.executionConfig = Immutable.map(builder.executionConfig);
    }

    /**
     * Refreshes the whole table, now.
     *
     * @return options that say nothing
     */
    public static RefreshOptions none() {
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

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("isPeriodic", scheduleTime != null);
        if (scheduleTime != null) {
            body.put("scheduleTime", scheduleTime);
        }
        if (!dynamicOptions.isEmpty()) {
            body.put("dynamicOptions", dynamicOptions);
        }
        if (!staticPartitions.isEmpty()) {
            body.put("staticPartitions", staticPartitions);
        }
        if (!executionConfig.isEmpty()) {
            body.put("executionConfig", executionConfig);
        }
        return body;
    }

    @Override
    public String toString() {
        return "RefreshOptions[scheduleTime="
                + scheduleTime
                + ", dynamicOptions="
                + dynamicOptions.keySet()
                + ", staticPartitions="
                + staticPartitions
                + ", executionConfig="
                + executionConfig.keySet()
                + "]";
    }

    /** Sets options. Not safe for use by many threads. */
    public static final class Builder {
        private @Nullable String scheduleTime;
        private final Map<String, String> dynamicOptions = new LinkedHashMap<>();
        private final Map<String, String> staticPartitions = new LinkedHashMap<>();
        private final Map<String, String> executionConfig = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Makes the refresh one of a series, whose time tells which partition is meant.
         *
         * @param time when the refresh is due, as {@code yyyy-MM-dd HH:mm:ss}
         * @return this builder
         * @throws IllegalArgumentException if it is blank
         */
        public Builder scheduleTime(String time) {
            this.scheduleTime = Check.notBlank("scheduleTime", time);
            return this;
        }

        /**
         * Sets an option of the table for this refresh.
         *
         * @param key the option
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the key is blank
         */
        public Builder dynamicOption(String key, String value) {
            dynamicOptions.put(Check.notBlank("key", key), value);
            return this;
        }

        /**
         * Refreshes one partition alone.
         *
         * @param column a column that the table is partitioned by
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the column is blank
         */
        public Builder staticPartition(String column, String value) {
            staticPartitions.put(Check.notBlank("column", column), value);
            return this;
        }

        /**
         * Sets an option of Flink's configuration for this refresh alone.
         *
         * @param key Flink's key
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the key is blank
         */
        public Builder executionConfig(String key, String value) {
            executionConfig.put(Check.notBlank("key", key), value);
            return this;
        }

        /**
         * Makes the options.
         *
         * @return new options
         */
        public RefreshOptions build() {
            return new RefreshOptions(this);
        }
    }
}
