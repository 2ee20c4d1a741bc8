package dev.flinkrest.jobs;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import org.jspecify.annotations.Nullable;

/** Names the states of a job. */
public enum JobStatus {
    /** The job manager has it, and is setting up what will run it. */
    INITIALIZING,
    /** It is set up; no task runs yet. */
    CREATED,
    /** Its tasks are scheduled or run. */
    RUNNING,
    /** It failed, and its tasks are being cancelled. */
    FAILING,
    /** It failed for good. */
    FAILED,
    /** It is being cancelled. */
    CANCELLING,
    /** It was cancelled. */
    CANCELED,
    /** It ended well. */
    FINISHED,
    /** It failed, and is being started again. */
    RESTARTING,
    /** This job manager no longer runs it, another one may. */
    SUSPENDED,
    /** The job manager is taking it over after a failure of its own. */
    RECONCILING,
    /** A value that this version of the library does not know. */
    @JsonEnumDefaultValue
    UNKNOWN;

    static JobStatus orUnknown(@Nullable JobStatus state) {
        return state == null ? UNKNOWN : state;
    }

    /**
     * Tells whether a job in this state has ended, for every job manager and forever.
     *
     * @return true for {@link #FINISHED}, {@link #CANCELED} and {@link #FAILED}
     */
    public boolean isGloballyTerminal() {
        return this == FINISHED || this == CANCELED || this == FAILED;
    }

    /**
     * Tells whether a job in this state has ended, at least for this job manager.
     *
     * @return true if {@linkplain #isGloballyTerminal globally terminal}, and for {@link
     *     #SUSPENDED}
     */
    public boolean isTerminal() {
        return isGloballyTerminal() || this == SUSPENDED;
    }
}
