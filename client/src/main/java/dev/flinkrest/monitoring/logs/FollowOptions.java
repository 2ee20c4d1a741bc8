package dev.flinkrest.monitoring.logs;

import dev.flinkrest.internal.util.Check;
import java.time.Duration;

/** Says how a log is followed. Immutable and safe for use by many threads. */
public final class FollowOptions {
    private static final FollowOptions NONE = builder().build();

    private final boolean fromStart;
    private final int lastLines;
    private final Duration interval;
    private final Duration patience;

    private FollowOptions(Builder builder) {
        this.fromStart = builder.fromStart;
        this.lastLines = builder.lastLines;
        this.interval = builder.interval;
        this.patience = builder.patience;
    }

    /**
     * Follows from the log's end on, asking every second, with a patience of five minutes.
     *
     * @return options that say nothing
     */
    public static FollowOptions none() {
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

    boolean fromStart() {
        return fromStart;
    }

    int lastLines() {
        return lastLines;
    }

    Duration interval() {
        return interval;
    }

    Duration patience() {
        return patience;
    }

    @Override
    public String toString() {
        return "FollowOptions["
                + (fromStart ? "fromStart" : "lastLines=" + lastLines)
                + ", interval="
                + interval
                + ", patience="
                + patience
                + "]";
    }

    /** Sets options. Not safe for use by many threads. */
    public static final class Builder {
        private boolean fromStart;
        private int lastLines;
        private Duration interval = Duration.ofSeconds(1);
        private Duration patience = Duration.ofMinutes(5);

        private Builder() {}

        /**
         * Begins with the first line that the log has.
         *
         * @return this builder
         */
        public Builder fromStart() {
            this.fromStart = true;
            return this;
        }

        /**
         * Begins with the last lines that the log has; without it, with the first line to come.
         *
         * @param lines how many, held in memory; 0 for none
         * @return this builder
         * @throws IllegalArgumentException if it is less than 0
         */
        public Builder lastLines(int lines) {
            this.lastLines = Check.atLeast("lastLines", lines, 0);
            this.fromStart = false;
            return this;
        }

        /**
         * Says how often the server is asked: every second unless set. If reading the log takes
         * longer than that, the pause is as long as it took. Flink itself reads a task manager's
         * log anew only every {@code web.refresh-interval}, which is 3 seconds unless configured.
         *
         * @param interval the pause between two questions
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder interval(Duration interval) {
            this.interval = Check.positive("interval", interval);
            return this;
        }

        /**
         * Says how long the server may be out of reach, or answer with errors such as status 500 or
         * 503: five minutes unless set.
         *
         * @param patience how long until following fails
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder patience(Duration patience) {
            this.patience = Check.positive("patience", patience);
            return this;
        }

        /**
         * Ends setting options.
         *
         * @return the options
         */
        public FollowOptions build() {
            return new FollowOptions(this);
        }
    }
}
