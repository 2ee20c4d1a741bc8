package dev.flinkrest.jobs.vertices;

/** Names which samples a flame graph is made of. */
public enum FlameGraphType {
    /** Those of all threads. */
    FULL("full"),
    /** Those of threads that were running. */
    ON_CPU("on_cpu"),
    /** Those of threads that were blocked or waiting. */
    OFF_CPU("off_cpu");

    private final String wireName;

    FlameGraphType(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the name as Flink takes it. */
    String wireName() {
        return wireName;
    }
}
