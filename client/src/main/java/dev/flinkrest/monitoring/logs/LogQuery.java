package dev.flinkrest.monitoring.logs;

import dev.flinkrest.internal.util.Check;
import dev.flinkrest.internal.util.Immutable;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says what is searched for in logs, and in which. Without conditions, every entry matches.
 * Immutable and safe for use by many threads.
 */
public final class LogQuery {
    private final @Nullable LogLevel level;
    private final @Nullable String text;
    private final @Nullable Pattern pattern;
    private final List<LogSource> sources;
    private final int limit;
    private final int parallelism;
    private final Duration timeout;

    private LogQuery(Builder builder) {
        this.level = builder.level;
        this.text = builder.text;
        this.pattern = builder.pattern;
        this.sources = Immutable.list(new LinkedHashSet<>(builder.sources));
        this.limit = builder.limit;
        this.parallelism = builder.parallelism;
        this.timeout = builder.timeout;
    }

    /**
     * Searches for what is at least as grave as a level, and for nothing else.
     *
     * @param level the least level
     * @return the query
     */
    public static LogQuery atLeast(LogLevel level) {
        return builder().atLeast(level).build();
    }

    /**
     * Begins to set conditions.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    boolean matches(LogEntry entry) {
        LogLevel entrys = entry.level();
        return (level == null || (entrys != null && entrys.compareTo(level) >= 0))
                && (text == null || entry.text().contains(text))
                && (pattern == null || pattern.matcher(entry.text()).find());
    }

    /** Returns the logs that are searched; empty for the main ones of all processes. */
    List<LogSource> sources() {
        return sources;
    }

    int limit() {
        return limit;
    }

    int parallelism() {
        return parallelism;
    }

    Duration timeout() {
        return timeout;
    }

    @Override
    public String toString() {
        return "LogQuery[level="
                + level
                + ", containing="
                + text
                + ", matching="
                + pattern
                + ", sources="
                + sources
                + ", limit="
                + limit
                + ", parallelism="
                + parallelism
                + ", timeout="
                + timeout
                + "]";
    }

    /** Sets conditions. Not safe for use by many threads. */
    public static final class Builder {
        private @Nullable LogLevel level;
        private @Nullable String text;
        private @Nullable Pattern pattern;
        private Collection<LogSource> sources = List.of();
        private int limit = 1_000;
        private int parallelism = 4;
        private Duration timeout = Duration.ofMinutes(1);

        private Builder() {}

        /**
         * Sets the least level. What names no level does not match then.
         *
         * @param least the least level
         * @return this builder
         */
        public Builder atLeast(LogLevel least) {
            this.level = Objects.requireNonNull(least, "level");
            return this;
        }

        /**
         * Sets a text that an entry must contain, in any of its lines, stack traces among them.
         *
         * @param part the text, in its own case
         * @return this builder
         * @throws IllegalArgumentException if it is blank
         */
        public Builder containing(String part) {
            this.text = Check.notBlank("text", part);
            return this;
        }

        /**
         * Sets a pattern that must be found in an entry; its lines are separated by line feeds.
         *
         * @param regex the pattern
         * @return this builder
         */
        public Builder matching(Pattern regex) {
            this.pattern = Objects.requireNonNull(regex, "pattern");
            return this;
        }

        /**
         * Sets the logs that are searched; without it, those are the main logs of the job manager
         * and of every task manager.
         *
         * @param logs the logs
         * @return this builder
         * @throws IllegalArgumentException if there are none
         */
        public Builder in(Collection<LogSource> logs) {
            if (logs.isEmpty()) {
                throw new IllegalArgumentException(
                        "there are no logs to search; expected one or more");
            }
            this.sources = List.copyOf(logs);
            return this;
        }

        /**
         * Sets how many entries are kept, the newest: 1,000 unless set.
         *
         * @param entries how many, held in memory
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder limit(int entries) {
            this.limit = Check.atLeast("limit", entries, 1);
            return this;
        }

        /**
         * Sets how many logs are read at the same time: 4 unless set.
         *
         * @param logs how many; more than the client's {@code maxConnections} is of no use
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder parallelism(int logs) {
            this.parallelism = Check.atLeast("parallelism", logs, 1);
            return this;
        }

        /**
         * Sets how long the search may take: a minute unless set. What has not been read by then is
         * among the unread.
         *
         * @param timeout how long at most
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Check.positive("timeout", timeout);
            return this;
        }

        /**
         * Ends setting conditions.
         *
         * @return the query
         */
        public LogQuery build() {
            return new LogQuery(this);
        }
    }
}
