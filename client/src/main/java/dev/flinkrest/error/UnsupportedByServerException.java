package dev.flinkrest.error;

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
        super(operation, false, operation + ": " + message, null);
    }
}
