package dev.flinkrest.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is thrown when a call, or what was waited for, took longer than it was given. {@link #maybeSent}
 * tells whether the server may have seen the request.
 */
public final class DeadlineExceededException extends FlinkRestException {
    private static final long serialVersionUID = 1;

    private final Duration timeout;

    /**
     * Makes the exception.
     *
     * @param operation what was being done
     * @param maybeSent whether the server may have seen the request
     * @param timeout how long it was given
     * @param message how far it came and what to do
     * @param cause the last failure on the way, or null
     */
    public DeadlineExceededException(
            String operation,
            boolean maybeSent,
            Duration timeout,
            String message,
            @Nullable Throwable cause) {
        super(
                operation,
                maybeSent,
                operation + ": not done within " + timeout + ": " + message,
                cause);
        this.timeout = timeout;
    }

    /**
     * Returns how long it was given.
     *
     * @return the timeout that passed
     */
    public Duration timeout() {
        return timeout;
    }
}
