package dev.flinkrest.internal.http;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.DecodingException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.Request;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/** Says in the house's words what the HTTP library means. */
final class Failures {
    static final String CLOSED = "the client was closed during the call";

    private Failures() {}

    /** Says of a server that cannot be reached what is the matter with asking no other. */
    static ConnectionException ofHome(Server server, FlinkRestException failure) {
        return new ConnectionException(
                failure.operation(),
                false,
                "what it is about is on "
                        + server.name()
                        + " alone, which does not answer; a jar can be uploaded again: "
                        + failure.getMessage(),
                failure);
    }

    /**
     * Makes the exception that a caller sees.
     *
     * @param call what was asked, of whom, and what became of it
     * @param failure what the library threw
     */
    static FlinkRestException of(Call call, Exception failure) {
        String server = call.server().name();
        CallOptions options = call.options();
        String operation = call.request().endpoint().toString();
        boolean sent = call.began();
        switch (call.cutOff()) {
            case BY_DEADLINE -> {
                return late(server, call.request(), options, sent, failure);
            }
            case BY_CLOSE -> {
                return new ConnectionException(operation, sent, CLOSED, failure);
            }
            case NO -> {}
        }
        if (isInterrupt(failure)) {
            Thread.currentThread().interrupt();
            return new InterruptedCallException(operation, sent, failure);
        }
        if (failure instanceof LimitedStream.TooLongException) {
            return new DecodingException(
                    operation,
                    "$",
                    failure.getMessage() + "; raise maxReplyBytes to allow it",
                    failure);
        }
        return new ConnectionException(
                operation, sent, describe(server, options, sent, failure), failure);
    }

    /** Says that a call was not done in time. */
    static DeadlineExceededException late(
            String server,
            Request<?> request,
            CallOptions options,
            boolean sent,
            @Nullable Exception failure) {
        String state =
                sent
                        ? server + " has not answered in full"
                        : "no connection to "
                                + server
                                + " was ready; it is slow to connect to, or all maxConnections are in use";
        return new DeadlineExceededException(
                request.endpoint().toString(),
                sent,
                Objects.requireNonNull(options.callTimeout()),
                state,
                failure);
    }

    private static String describe(
            String server, CallOptions options, boolean sent, Exception failure) {
        if (failure instanceof FileSystemException) {
            return "the file to upload cannot be read: " + failure.getMessage();
        }
        if (failure instanceof ConnectionRequestTimeoutException) {
            return "none of the connections to "
                    + server
                    + " was free within "
                    + options.poolTimeout()
                    + "; all maxConnections are in use: allow more, or a longer poolTimeout";
        }
        if (!sent && failure instanceof SocketTimeoutException) {
            return "no connection to "
                    + server
                    + " within "
                    + options.connectTimeout()
                    + "; is the address right?";
        }
        if (failure instanceof UnknownHostException) {
            return "the host of " + server + " is not known; is the address right?";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "cannot connect to "
                    + server
                    + " ("
                    + failure.getMessage()
                    + "); is Flink running there?";
        }
        if (failure instanceof SSLException tls) {
            return (sent
                            ? "the TLS connection to " + server + " broke off: "
                            : "no TLS connection to " + server + ": ")
                    + TlsFailures.describe(tls);
        }
        if (failure instanceof SocketTimeoutException) {
            return server + " was silent for " + options.responseTimeout();
        }
        if (failure instanceof NoHttpResponseException) {
            return server + " closed the connection without an answer";
        }
        return (sent
                        ? "the connection to " + server + " broke off: "
                        : "no connection to " + server + ": ")
                + failure.getMessage();
    }

    /** Tells whether a call failed because its thread was interrupted. */
    static boolean isInterrupt(Exception failure) {
        boolean interrupted = Thread.currentThread().isInterrupted();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException
                    || cause instanceof ClosedByInterruptException
                    || (cause instanceof CancellationException && interrupted)) {
                return true;
            }
        }
        // a socket's time-out is an InterruptedIOException too, and says nothing of the thread
        return failure instanceof InterruptedIOException
                && !(failure instanceof SocketTimeoutException)
                && interrupted;
    }

    /**
     * Tells whether a kept connection turned out to have been closed by the server, so that a read
     * may be repeated on another.
     */
    static boolean isStale(Call call, FlinkRestException failure) {
        return call.reused()
                && !call.answered()
                && call.cutOff() == Call.CutOff.NO
                && !Thread.currentThread().isInterrupted()
                && (failure.getCause() instanceof NoHttpResponseException
                        || failure.getCause() instanceof SocketException);
    }
}
