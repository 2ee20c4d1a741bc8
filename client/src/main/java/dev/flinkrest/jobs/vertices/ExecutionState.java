package dev.flinkrest.jobs.vertices;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Names the states of a subtask's execution, and of a vertex as the sum of its subtasks. */
public enum ExecutionState {
    /** It has not begun. */
    CREATED,
    /** It waits for a slot. */
    SCHEDULED,
    /** It is being sent to its task manager. */
    DEPLOYING,
    /** It runs. */
    RUNNING,
    /** It ended well. */
    FINISHED,
    /** It is being cancelled. */
    CANCELING,
    /** It was cancelled. */
    CANCELED,
    /** It failed. */
    FAILED,
    /** The job manager is taking it over after a failure of its own. */
    RECONCILING,
    /** It restores its state, and will run then. */
    INITIALIZING,
    /** A value that this version of the library does not know. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /**
     * Tells whether an execution in this state has ended.
     *
     * @return true for {@link #FINISHED}, {@link #CANCELED} and {@link #FAILED}
     */
    public boolean isTerminal() {
        return this == FINISHED || this == CANCELED || this == FAILED;
    }
}
