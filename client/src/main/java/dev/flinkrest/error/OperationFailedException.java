package dev.flinkrest.error;

/**
 * Is thrown when an operation that the server accepted, such as a savepoint, failed there. Flink
 * reports that in a reply of status 200.
 */
public final class OperationFailedException extends FlinkRestException {
    private static final long serialVersionUID = 1;

    private final SerializedThrowable failure;

    /**
     * Makes the exception.
     *
     * @param operation what failed, for example {@code savepoint of job 02b9… }
     * @param failure what the server reported
     */
    public OperationFailedException(String operation, SerializedThrowable failure) {
        super(operation, true, operation + " failed: " + Texts.describe(failure), null);
        this.failure = failure;
    }

    /**
     * Returns what the server reported.
     *
     * @return the failure as it came
     */
    public SerializedThrowable failure() {
        return failure;
    }

    /**
     * Returns the first line of the server's stack trace.
     *
     * @return class and message of the outermost exception
     */
    public String headline() {
        return failure.headline();
    }

    /**
     * Returns the server's stack trace.
     *
     * @return several KB of text; empty if the server sent none
     */
    public String serverStackTrace() {
        return failure.stackTrace() == null ? "" : failure.stackTrace();
    }
}
