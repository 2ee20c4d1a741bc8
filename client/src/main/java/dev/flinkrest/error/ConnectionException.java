package dev.flinkrest.error;

import org.jspecify.annotations.Nullable;

/**
 * Is thrown when no whole reply came: the server could not be reached, or the connection broke or
 * fell silent. {@link #maybeSent} tells whether the server may have seen the request.
 */
public final class ConnectionException extends FlinkRestException {
    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param operation what was being done
     * @param maybeSent whether the server may have seen the request
     * @param message what happened and what to do
     * @param cause the underlying failure, or null
     */
    public ConnectionException(
            String operation, boolean maybeSent, String message, @Nullable Throwable cause) {
        super(operation, maybeSent, operation + ": " + message, cause);
    }
}
