package dev.flinkrest.rest;

import dev.flinkrest.error.FlinkRestException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Is told what becomes of a client's calls, for metrics and tracing. Give it to {@link
 * ConnectionBuilder#listener}.
 *
 * <p>It is called on the thread that makes the call, which goes on when it returns; by many threads
 * at a time, where many make calls. What it throws is logged and else ignored, but for an {@link
 * Error}, which the call throws. What it is told never holds a header or a body; the failures in it
 * are those that callers see, with what the server said.
 */
public interface CallListener {

    /**
     * Is told of a request to a server, when its reply was read and decoded, or when it failed.
     *
     * @param event what became of it
     */
    default void onRequest(RequestEvent event) {}

    /**
     * Is told that a request which failed is about to be sent again.
     *
     * @param event why, and when
     */
    default void onRetry(RetryEvent event) {}

    /**
     * Is told that another server is asked from now on.
     *
     * @param event which, and why
     */
    default void onFailover(FailoverEvent event) {}

    /**
     * Is told that a file was sent, or broke off, as the body of a request that goes on.
     *
     * @param event how much of it
     */
    default void onUpload(UploadEvent event) {}

    /**
     * Names one of the requests that a call is made of. Immutable and safe for use by many threads.
     *
     * @param operation method and path template, for example {@code GET /jobs/:jobid}
     * @param target path and query as they travelled, without the server's path prefix
     * @param server the server's URL
     * @param number 1 for the first request of a call, 2 for its first repetition
     * @param requestId the id of the call; null unless the client was built with {@link
     *     ConnectionBuilder#requestIds(String)}
     */
    record Attempt(
            String operation, String target, URI server, int number, @Nullable String requestId) {}

    /**
     * Tells what became of a request. Immutable and safe for use by many threads.
     *
     * @param attempt which request
     * @param begun when it began
     * @param duration from then until its reply was decoded, or it failed; until the reply's head,
     *     where the body is handed out while it arrives
     * @param untilReply from then until the reply's head came; null if it did not
     * @param status the HTTP status; 0 if no reply came
     * @param bytesSent the length of the request's body
     * @param bytesReceived how much of the reply's body was read; 0 where it is handed out while it
     *     arrives
     * @param failure what the request failed with, if only to be sent again; null if it did not
     */
    record RequestEvent(
            Attempt attempt,
            Instant begun,
            Duration duration,
            @Nullable Duration untilReply,
            int status,
            long bytesSent,
            long bytesReceived,
            @Nullable Throwable failure) {}

    /**
     * Tells that a request is about to be sent again. Immutable and safe for use by many threads.
     *
     * @param attempt the request that failed
     * @param pause how long the client waits first; zero if it does not
     * @param failure what it failed with
     */
    record RetryEvent(Attempt attempt, Duration pause, FlinkRestException failure) {}

    /**
     * Tells that another server is asked from now on. Immutable and safe for use by many threads.
     *
     * @param attempt the request that failed, and the server it was sent to
     * @param next the URL of the server that is asked from now on
     * @param failure what the request failed with
     */
    record FailoverEvent(Attempt attempt, URI next, FlinkRestException failure) {}

    /**
     * Tells how a file was sent. Immutable and safe for use by many threads.
     *
     * @param attempt the request whose body it is
     * @param file the name that the server is told
     * @param size how large it is, in bytes
     * @param bytesSent how much of it was written to the connection; less than its size if that
     *     broke
     * @param duration how long that took
     */
    record UploadEvent(
            Attempt attempt, String file, long size, long bytesSent, Duration duration) {}
}
