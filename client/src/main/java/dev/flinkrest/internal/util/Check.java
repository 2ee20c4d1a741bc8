package dev.flinkrest.internal.util;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks arguments before they travel; each message names the value and what was expected. */
public final class Check {
    private Check() {}

    /**
     * Refuses null and blank text.
     *
     * @param what the argument's name, for the message
     * @param value the argument
     * @return {@code value}
     */
    public static String notBlank(String what, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    what
                            + " is "
                            + (value == null ? "null" : "blank")
                            + "; expected a non-blank text");
        }
        return value;
    }

    /**
     * Refuses numbers below a bound.
     *
     * @param what the argument's name, for the message
     * @param value the argument
     * @param least the smallest number allowed
     * @return {@code value}
     */
    public static int atLeast(String what, int value, int least) {
        return (int) atLeast(what, (long) value, least);
    }

    /**
     * Refuses numbers below a bound.
     *
     * @param what the argument's name, for the message
     * @param value the argument
     * @param least the smallest number allowed
     * @return {@code value}
     */
    public static long atLeast(String what, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    what + " is " + value + "; expected at least " + least);
        }
        return value;
    }

    /**
     * Refuses durations that are zero, negative or beyond what a clock in nanoseconds can count.
     *
     * @param what the argument's name, for the message
     * @param value the argument
     * @return {@code value}
     */
    public static Duration positive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    what + " is " + value + "; expected a positive duration");
        }
        if (value.compareTo(Duration.ofDays(36_500)) > 0) {
            throw new IllegalArgumentException(
                    what + " is " + value + "; expected at most 100 years");
        }
        return value;
    }
}
