package dev.flinkrest.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is thrown when the server cannot answer at the moment, such as during a leader election. {@link
 * #maybeSent} is false where it certainly did nothing.
 */
public final class UnavailableException extends ServerErrorException {
    private static final long serialVersionUID = 1;

    /** Why a server cannot answer. */
    public enum Reason {
        /** The cluster has no leader, or this job manager has lost touch with it. */
        NO_LEADER,
        /** The server or a proxy before it takes no more requests for a while; status 429. */
        TOO_MANY_REQUESTS,
        /** The server gave up its own work, as when it renews what it shows. */
        CANCELLED,
        /** The job that it is about is being set up, as after a change of leader. */
        INITIALIZING,
        /** It does not say; status 503. */
        OTHER
    }

    private final Reason reason;
    private final @Nullable Duration retryAfter;

    UnavailableException(
            String operation, String target, int status, ErrorReply reply, Reason reason) {
        super(operation, target, status, reply, !reply.didNothing(status, reason));
        this.reason = reason;
        this.retryAfter = reply.retryAfter();
    }

    /**
     * Returns why the server cannot answer.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns for how long the server wants to be left alone.
     *
     * @return the time from its reply on, or null if it did not say
     */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
