package dev.flinkrest.jobs.diagnosis;

/**
 * Is one thing that is wrong with a job, with its evidence. Every kind is a record of its own.
 * Immutable and safe for use by many threads.
 */
public sealed interface Finding
        permits RootCause,
                MissingSlots,
                Restarts,
                FailedCheckpoints,
                OverdueCheckpoint,
                SlowCheckpoint,
                BackPressure,
                Skew {

    /**
     * Tells how much it matters.
     *
     * @return the severity
     */
    Severity severity();

    /**
     * Says what is wrong, where, and what to look at.
     *
     * @return one sentence on one line, without a full stop
     */
    String summary();

    /** Names how much a finding matters, the worst first. */
    enum Severity {
        /** The job does not do its work, or would lose some of it at the next failure. */
        CRITICAL,
        /** The job does its work, but not as well as it could. */
        WARNING
    }
}
