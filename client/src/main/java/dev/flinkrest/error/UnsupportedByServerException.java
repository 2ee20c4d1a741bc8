package dev.flinkrest.error;

import org.jspecify.annotations.Nullable;

/**
 * Is thrown when the server cannot do what was asked, because of its version or its configuration;
 * nothing was done.
 */
public final class UnsupportedByServerException extends FlinkRestException {
    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param operation what was asked
     * @param message why the server cannot do it and what works there instead
     */
    public UnsupportedByServerException(String operation, String message) {
        this(operation, message, null);
    }

    /**
     * Makes the exception for what the server itself refused.
     *
     * @param operation what was asked
     * @param message why the server cannot do it and what works there instead
     * @param cause what the server answered, or null if it was not asked
     */
    public UnsupportedByServerException(
            String operation, String message, @Nullable Throwable cause) {
        super(operation, false, operation + ": " + message, cause);
    }
}
