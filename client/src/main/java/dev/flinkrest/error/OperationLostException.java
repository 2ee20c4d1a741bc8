package dev.flinkrest.error;

import org.jspecify.annotations.Nullable;

/**
 * Is thrown when the server does not know an operation any more that it once accepted, such as a
 * savepoint before the job manager was restarted, and nothing else tells how it ended.
 */
public final class OperationLostException extends FlinkRestException {
    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param operation what is lost, for example {@code savepoint of job 02b9…}
     * @param message what is known and what to do
     * @param cause how the server said that it does not know it, or null
     */
    public OperationLostException(String operation, String message, @Nullable Throwable cause) {
        super(operation, true, operation + " is lost: " + message, cause);
    }
}
