package dev.flinkrest.error;

import dev.flinkrest.internal.util.RequestId;
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
    private final @Nullable String requestId;

    FlinkRestException(
            String operation, boolean maybeSent, String message, @Nullable Throwable cause) {
        this(operation, maybeSent, message, cause, RequestId.current());
    }

    private FlinkRestException(
            String operation,
            boolean maybeSent,
            String message,
            @Nullable Throwable cause,
            @Nullable RequestId id) {
        super(id == null ? message : id.in(message), cause);
        this.operation = operation;
        this.maybeSent = maybeSent;
        this.requestId = id == null ? null : id.value();
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

    /**
     * Returns the id that the requests of the failed call carried, which is in the message, too.
     *
     * @return the id; null if the client was built without {@code requestIds}, or it was not one
     *     call that failed, such as a wait
     */
    public @Nullable String requestId() {
        return requestId;
    }
}
