package dev.flinkrest.rest;

import dev.flinkrest.internal.util.Check;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bounds a call: how long it may take and how much it may bring. What is null is inherited: a
 * request's options go before the client's. Immutable and safe for use by many threads.
 *
 * @param connectTimeout how long connecting may take, TLS included; null to inherit
 * @param responseTimeout how long the server may be silent before and within its reply; null to
 *     inherit
 * @param callTimeout how long the whole call may take: waiting for a connection, sending, the
 *     server's work, the reply and its decoding, or the file that it is written to; of a body that
 *     is handed out as a stream, only the head counts; null to inherit
 * @param maxReplyBytes how many bytes a reply may have that is held in memory; null to inherit
 * @param poolTimeout how long a call may wait for one of {@code maxConnections} to be free; null to
 *     inherit
 */
public record CallOptions(
        @Nullable Duration connectTimeout,
        @Nullable Duration responseTimeout,
        @Nullable Duration callTimeout,
        @Nullable Long maxReplyBytes,
        @Nullable Duration poolTimeout) {

    /** Inherits everything. */
    public static final CallOptions NONE = new CallOptions(null, null, null, null, null);

    /** What a client uses unless told otherwise: 10 s, 60 s, 5 minutes, 64 MiB and 30 s. */
    public static final CallOptions DEFAULTS =
            new CallOptions(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(5),
                    64L << 20,
                    Duration.ofSeconds(30));

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a duration or the size is not positive
     */
    public CallOptions {
        if (connectTimeout != null) {
            Check.positive("connectTimeout", connectTimeout);
        }
        if (responseTimeout != null) {
            Check.positive("responseTimeout", responseTimeout);
        }
        if (callTimeout != null) {
            Check.positive("callTimeout", callTimeout);
        }
        if (maxReplyBytes != null) {
            Check.atLeast("maxReplyBytes", maxReplyBytes, 1);
        }
        if (poolTimeout != null) {
            Check.positive("poolTimeout", poolTimeout);
        }
    }

    /**
     * Returns these options with another connect timeout.
     *
     * @param timeout how long connecting may take
     * @return new options
     * @throws IllegalArgumentException if it is not positive
     */
    public CallOptions withConnectTimeout(Duration timeout) {
        return new CallOptions(timeout, responseTimeout, callTimeout, maxReplyBytes, poolTimeout);
    }

    /**
     * Returns these options with another response timeout.
     *
     * @param timeout how long the server may be silent
     * @return new options
     * @throws IllegalArgumentException if it is not positive
     */
    public CallOptions withResponseTimeout(Duration timeout) {
        return new CallOptions(connectTimeout, timeout, callTimeout, maxReplyBytes, poolTimeout);
    }

    /**
     * Returns these options with another deadline for the whole call.
     *
     * @param timeout how long the whole call may take
     * @return new options
     * @throws IllegalArgumentException if it is not positive
     */
    public CallOptions withCallTimeout(Duration timeout) {
        return new CallOptions(
                connectTimeout, responseTimeout, timeout, maxReplyBytes, poolTimeout);
    }

    /**
     * Returns these options with another limit for replies.
     *
     * @param bytes how many bytes a reply may have
     * @return new options
     * @throws IllegalArgumentException if it is less than 1
     */
    public CallOptions withMaxReplyBytes(long bytes) {
        return new CallOptions(connectTimeout, responseTimeout, callTimeout, bytes, poolTimeout);
    }

    /**
     * Returns these options with another limit for the wait for a connection.
     *
     * @param timeout how long a call may wait for one to be free
     * @return new options
     * @throws IllegalArgumentException if it is not positive
     */
    public CallOptions withPoolTimeout(Duration timeout) {
        return new CallOptions(
                connectTimeout, responseTimeout, callTimeout, maxReplyBytes, timeout);
    }

    /**
     * Returns these options, where they are null those of another.
     *
     * @param fallback what to inherit from
     * @return new options, or one of the two
     */
    public CallOptions orElse(CallOptions fallback) {
        if (isNone()) {
            return fallback;
        }
        return new CallOptions(
                connectTimeout != null ? connectTimeout : fallback.connectTimeout,
                responseTimeout != null ? responseTimeout : fallback.responseTimeout,
                callTimeout != null ? callTimeout : fallback.callTimeout,
                maxReplyBytes != null ? maxReplyBytes : fallback.maxReplyBytes,
                poolTimeout != null ? poolTimeout : fallback.poolTimeout);
    }

    /** Tells whether there are none; a record's own comparison takes longer the first time. */
    private boolean isNone() {
        return connectTimeout == null
                && responseTimeout == null
                && callTimeout == null
                && maxReplyBytes == null
                && poolTimeout == null;
    }
}
