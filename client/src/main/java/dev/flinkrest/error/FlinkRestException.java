package dev.flinkrest.error;

import org.jspecify.annotations.Nullable;

/**
 * Is thrown when a call fails. The subclasses are all there are. Immutable but for what {@link
 * Throwable} allows.
 */
public abstract sealed class FlinkRestException extends RuntimeException
        permits ConnectionException,
                DeadlineExceededException,
                DecodingException,
                InterruptedCallException,
                JobEndedException,
                OperationFailedException,
                OperationLostException,
                ServerErrorException,
                UnsupportedByServerException,
                UpgradeFailedException {
    private static final long serialVersionUID = 1;

    private final String operation;
    private final boolean maybeSent;

    FlinkRestException(
            String operation, boolean maybeSent, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.operation = operation;
        this.maybeSent = maybeSent;
    }

    /**
     * Returns what was being done.
     *
     * @return method and path template, for example {@code POST /jars/:jarid/run}, or what was
     *     waited for
     */
    public String operation() {
        return operation;
    }

    /**
     * Tells whether the server may have seen the request, and acted on it.
     *
     * @return false only if it certainly has not, so that the call can be repeated without harm
     */
    public boolean maybeSent() {
        return maybeSent;
    }
}
