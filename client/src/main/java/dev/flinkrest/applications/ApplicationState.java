package dev.flinkrest.applications;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Names the states of an application. */
public enum ApplicationState {
    /** It has not begun. */
    CREATED,
    /** It runs. */
    RUNNING,
    /** It has failed, and its jobs are being ended. */
    FAILING,
    /** It has failed. */
    FAILED,
    /** It is being cancelled. */
    CANCELING,
    /** It was cancelled. */
    CANCELED,
    /** It has come to its end. */
    FINISHED,
    /** A value that this version of the library does not know. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /**
     * Tells whether an application in this state has ended.
     *
     * @return true if the state will not change any more
     */
    public boolean isTerminal() {
        return this == FAILED || this == CANCELED || this == FINISHED;
    }
}
