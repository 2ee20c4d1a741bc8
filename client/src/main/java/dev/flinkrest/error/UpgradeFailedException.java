package dev.flinkrest.error;

import dev.flinkrest.id.JobId;
import org.jspecify.annotations.Nullable;

/**
 * Is thrown when a job could not be upgraded. Tells why, what became of the attempt to go back, and
 * what is left: the cause is why the new version did not come up, {@link #rollbackFailure} why the
 * old one did not either.
 */
public final class UpgradeFailedException extends FlinkRestException {
    private static final long serialVersionUID = 1;

    private final Outcome outcome;
    private final @Nullable String runningJob;
    private final @Nullable String savepoint;
    private final @Nullable Throwable rollbackFailure;

    /** Names what things were left in. */
    public enum Outcome {
        /** The job was not stopped and runs on; nothing was changed. */
        UNCHANGED("the job runs on, and nothing was changed"),
        /** The old version runs again, under a new id. */
        ROLLED_BACK("the old version runs again"),
        /** The job was stopped, and neither version is up. */
        STOPPED("neither version is up"),
        /**
         * It is not known whether the job was stopped or the new version started; nothing was
         * rolled back, so that no two of them run. The same call again goes on from there.
         */
        UNKNOWN("what runs is not known; the same call again goes on from there");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }
    }

    /**
     * Makes the exception.
     *
     * @param operation what was being done, for example {@code upgrade of job 02b9…}
     * @param message what failed
     * @param outcome what things were left in
     * @param runningJob the job that is there now, or null if none is or it is not known
     * @param savepoint where the savepoint is that the job was stopped with, or null if there is
     *     none
     * @param cause why the new version did not come up, or the job was not stopped
     * @param rollbackFailure why the old version did not come up again, or null
     */
    public UpgradeFailedException(
            String operation,
            String message,
            Outcome outcome,
            @Nullable JobId runningJob,
            @Nullable String savepoint,
            @Nullable Throwable cause,
            @Nullable Throwable rollbackFailure) {
        super(
                operation,
                true,
                text(operation, message, outcome, runningJob, savepoint, cause, rollbackFailure),
                cause);
        this.outcome = outcome;
        this.runningJob = runningJob == null ? null : runningJob.value();
        this.savepoint = savepoint;
        this.rollbackFailure = rollbackFailure;
        if (rollbackFailure != null) {
            addSuppressed(rollbackFailure);
        }
    }

    private static String text(
            String operation,
            String message,
            Outcome outcome,
            @Nullable JobId runningJob,
            @Nullable String savepoint,
            @Nullable Throwable cause,
            @Nullable Throwable rollbackFailure) {
        return operation
                + ": "
                + message
                + (cause == null ? "" : ": " + cause.getMessage())
                + (rollbackFailure == null
                        ? ""
                        : "; nor did the old version come up again: "
                                + rollbackFailure.getMessage())
                + ". Now: "
                + outcome.text
                + left(outcome, runningJob)
                + (savepoint == null ? "" : "; its savepoint is " + savepoint);
    }

    private static String left(Outcome outcome, @Nullable JobId job) {
        return switch (outcome) {
            case UNCHANGED, UNKNOWN -> "";
            case ROLLED_BACK -> ", as job " + job;
            case STOPPED -> job == null ? "" : "; job " + job + " is there";
        };
    }

    /**
     * Returns what things were left in.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * Returns the job that is there now.
     *
     * @return its id; null if none is, or it is not known. Where neither version is up, it is one
     *     that came up in part, and may come up yet
     */
    public @Nullable JobId runningJob() {
        return runningJob == null ? null : JobId.of(runningJob);
    }

    /**
     * Returns where the savepoint is that the job was stopped with.
     *
     * @return its path; null if the job was not stopped, or without one
     */
    public @Nullable String savepoint() {
        return savepoint;
    }

    /**
     * Returns why the old version did not come up again.
     *
     * @return the failure; null if it did, or was not tried
     */
    public @Nullable Throwable rollbackFailure() {
        return rollbackFailure;
    }
}
