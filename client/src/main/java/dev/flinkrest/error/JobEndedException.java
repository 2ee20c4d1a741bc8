package dev.flinkrest.error;

import org.jspecify.annotations.Nullable;

/** Is thrown when a job has ended, so that what was waited for cannot come about any more. */
public final class JobEndedException extends FlinkRestException {
    private static final long serialVersionUID = 1;

    private final String state;
    private final @Nullable SerializedThrowable failure;

    /**
     * Makes the exception.
     *
     * @param operation what was waited for
     * @param state the state that the job ended in, for example {@code FAILED}
     * @param failure what made it fail, or null if nothing is known of that
     */
    public JobEndedException(
            String operation, String state, @Nullable SerializedThrowable failure) {
        super(
                operation,
                true,
                operation
                        + ": the job has ended: "
                        + state
                        + (failure == null ? "" : ": " + Texts.describe(failure)),
                null);
        this.state = state;
        this.failure = failure;
    }

    /**
     * Returns the state that the job ended in.
     *
     * @return the state as Flink names it: {@code FAILED}, {@code CANCELED} or {@code FINISHED}
     */
    public String state() {
        return state;
    }

    /**
     * Returns what made the job fail.
     *
     * @return class and stack trace of the newest failure; null if the job did not fail, or the
     *     server did not say
     */
    public @Nullable SerializedThrowable failure() {
        return failure;
    }
}
