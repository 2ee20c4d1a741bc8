package dev.flinkrest.metrics;

import java.util.Locale;

/** Names the ways in which Flink folds the values of several components into one. */
public enum Aggregation {
    /** The smallest value. */
    MIN,
    /** The largest value. */
    MAX,
    /** The sum of the values. */
    SUM,
    /** The mean of the values. */
    AVG,
    /** How unevenly the values are spread, in percent; since Flink 1.20. */
    SKEW;

    /** Returns the name as Flink's {@code agg} parameter takes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
