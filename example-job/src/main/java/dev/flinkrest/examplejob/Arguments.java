package dev.flinkrest.examplejob;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds the program arguments: the values of those that are known, and all of them as they came.
 * Flink's own {@code ParameterTool} moved to another package in 2.0. Immutable, so safe for use by
 * several threads.
 */
final class Arguments implements Serializable {

    private static final long serialVersionUID = 1;

    private static final Set<String> KNOWN =
            Collections.unmodifiableSet(
                    new HashSet<>(
                            Arrays.asList(
                                    "name",
                                    "rate",
                                    "records",
                                    "parallelism",
                                    "checkpoint-interval",
                                    "fail-at",
                                    "fail-mode",
                                    "restart-strategy",
                                    "restart-attempts",
                                    "restart-delay",
                                    "starts-to",
                                    "count-uid",
                                    "skew",
                                    "sink-delay",
                                    "main-delay",
                                    "main-fails")));

    private final ArrayList<String> all;
    private final String name;
    private final double rate;
    private final long records;
    private final int parallelism;
    private final long checkpointInterval;
    private final long failAt;
    private final boolean failAlways;
    private final String restartStrategy;
    private final int restartAttempts;
    private final long restartDelay;
    private final String startsTo;
    private final String countUid;
    private final int skew;
    private final int sinkDelay;
    private final long mainDelay;
    private final boolean mainFails;

    private Arguments(List<String> all, Map<String, String> values) {
        this.all = new ArrayList<>(all);
        this.name = text(values, "name", "Example job");
        this.rate = rate(values);
        this.records = number(values, "records", 0, Long.MAX_VALUE);
        this.parallelism = (int) number(values, "parallelism", 0, Short.MAX_VALUE);
        this.checkpointInterval = number(values, "checkpoint-interval", 0, Long.MAX_VALUE);
        this.failAt = number(values, "fail-at", 0, Long.MAX_VALUE);
        this.failAlways = choice(values, "fail-mode", "once", "always").equals("always");
        this.restartStrategy = choice(values, "restart-strategy", "", "none", "fixed-delay");
        this.restartAttempts = (int) number(values, "restart-attempts", 3, Integer.MAX_VALUE);
        this.restartDelay = number(values, "restart-delay", 100, Long.MAX_VALUE);
        this.startsTo = text(values, "starts-to", "");
        this.countUid = text(values, "count-uid", "count-per-key");
        this.skew = (int) number(values, "skew", 0, 100);
        this.sinkDelay = (int) number(values, "sink-delay", 0, Integer.MAX_VALUE);
        this.mainDelay = number(values, "main-delay", 0, Long.MAX_VALUE);
        this.mainFails = choice(values, "main-fails", "false", "true").equals("true");
    }

    /**
     * Reads the arguments. What follows a known key is its value, whatever it looks like; the last
     * of several wins; a known key at the very end counts as empty.
     *
     * @throws IllegalArgumentException if the value of a known key is malformed
     */
    static Arguments parse(String... args) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--") && KNOWN.contains(args[i].substring(2))) {
                String key = args[i].substring(2);
                i++;
                values.put(key, i < args.length ? args[i] : "");
            }
        }
        return new Arguments(Arrays.asList(args), values);
    }

    /** Returns every argument, known or not, in the order given. */
    List<String> all() {
        return Collections.unmodifiableList(all);
    }

    /** Returns the job's name, never empty. */
    String name() {
        return name;
    }

    /** Returns how many records a second the whole job makes; 0 means as many as it can. */
    double rate() {
        return rate;
    }

    /** Returns how many records there are in all; 0 means no end. */
    long records() {
        return records;
    }

    /** Returns the parallelism; 0 means the environment's own. */
    int parallelism() {
        return parallelism;
    }

    /** Returns the time between checkpoints in milliseconds; 0 means no checkpoints. */
    long checkpointInterval() {
        return checkpointInterval;
    }

    /**
     * Returns the number of the record that throws, from 1 on, by subtask 0's count; 0 means none.
     */
    long failAt() {
        return failAt;
    }

    /** Returns whether every attempt fails, and not only the first. */
    boolean failAlways() {
        return failAlways;
    }

    /**
     * Returns {@code none}, {@code fixed-delay}, or an empty text for the cluster's own strategy.
     */
    String restartStrategy() {
        return restartStrategy;
    }

    /** Returns how often the fixed-delay strategy restarts the job. */
    int restartAttempts() {
        return restartAttempts;
    }

    /** Returns how long the fixed-delay strategy waits, in milliseconds. */
    long restartDelay() {
        return restartDelay;
    }

    /** Returns the directory that each start is noted in, or an empty text for none. */
    String startsTo() {
        return startsTo;
    }

    /** Returns how many of a hundred records have one and the same key; 0 spreads them evenly. */
    int skew() {
        return skew;
    }

    /** Returns how long the sink takes for each record, in milliseconds. */
    int sinkDelay() {
        return sinkDelay;
    }

    /** Returns the uid of the operator that counts, under which savepoints keep its state. */
    String countUid() {
        return countUid;
    }

    /** Returns how long {@code main} takes before it builds a job, in milliseconds. */
    long mainDelay() {
        return mainDelay;
    }

    /** Returns whether {@code main} is to throw. */
    boolean mainFails() {
        return mainFails;
    }

    private static String text(Map<String, String> values, String key, String byDefault) {
        String value = values.getOrDefault(key, "");
        return value.isEmpty() ? byDefault : value;
    }

    private static double rate(Map<String, String> values) {
        String value = text(values, "rate", "100");
        try {
            double rate = Double.parseDouble(value);
            if (rate >= 0 && rate <= Double.MAX_VALUE) {
                return rate;
            }
        } catch (NumberFormatException e) {
            throw malformed("rate", value, "a number of records a second, 0 or more", e);
        }
        throw malformed("rate", value, "a number of records a second, 0 or more", null);
    }

    private static long number(
            Map<String, String> values, String key, long byDefault, long maximum) {
        String value = text(values, key, Long.toString(byDefault));
        String expected = "a whole number from 0 to " + maximum;
        try {
            long number = Long.parseLong(value);
            if (number >= 0 && number <= maximum) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw malformed(key, value, expected, e);
        }
        throw malformed(key, value, expected, null);
    }

    private static String choice(
            Map<String, String> values, String key, String byDefault, String... others) {
        String value = text(values, key, byDefault);
        if (value.equals(byDefault) || Arrays.asList(others).contains(value)) {
            return value;
        }
        List<String> choices = new ArrayList<>(Arrays.asList(others));
        if (!byDefault.isEmpty()) {
            choices.add(0, byDefault);
        }
        throw malformed(key, value, "one of " + choices, null);
    }

    private static IllegalArgumentException malformed(
            String key, String value, String expected, Throwable cause) {
        return new IllegalArgumentException(
                "Argument --" + key + " is \"" + value + "\", but must be " + expected, cause);
    }
}
