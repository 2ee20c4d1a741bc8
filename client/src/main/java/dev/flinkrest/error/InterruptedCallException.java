package dev.flinkrest.error;

import org.jspecify.annotations.Nullable;

/**
 * Is thrown when the calling thread was interrupted during a call or a wait; the thread's interrupt
 * flag is set again. {@link #maybeSent} tells whether the server may have seen the request. What
 * was triggered on the server goes on.
 */
public final class InterruptedCallException extends FlinkRestException {
    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param operation what was being done
     * @param maybeSent whether the server may have seen the request
     * @param cause the underlying failure, or null
     */
    public InterruptedCallException(
            String operation, boolean maybeSent, @Nullable Throwable cause) {
        super(operation, maybeSent, operation + ": the calling thread was interrupted", cause);
    }
}
