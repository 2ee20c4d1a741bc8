package dev.flinkrest.internal.http;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.rest.CallOptions;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether one call is sent again, when, and to whom: a read after what may pass, a write
 * only if it was certainly not acted on. Not safe for use by many threads.
 */
final class Repeats {
    /** How often each server is asked at the most; with the pauses, for some two seconds. */
    private static final int ROUNDS = 5;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    /**
     * What part of the silence that the caller allows is allowed to the first of several servers.
     * One that asks another, which dies, may say nothing for ten minutes; asked again, it answers.
     */
    private static final int IMPATIENCE = 6;

    private final boolean readOnly;
    private final int servers;
    private boolean impatient;
    private int failures;

    /**
     * Begins with a call that was not sent yet.
     *
     * @param readOnly whether sending it twice does no harm
     * @param servers how many may answer it
     * @param handsOut whether the reply's body goes on to arrive after the call, at its own pace
     */
    Repeats(boolean readOnly, int servers, boolean handsOut) {
        this.readOnly = readOnly;
        this.servers = servers;
        this.impatient = readOnly && servers > 1 && !handsOut;
    }

    /** Returns the bounds of the next attempt, given those of the call. */
    CallOptions bounds(CallOptions options) {
        Duration silence = options.responseTimeout();
        return impatient && silence != null
                ? options.withResponseTimeout(silence.dividedBy(IMPATIENCE))
                : options;
    }

    /**
     * Returns how long to wait before the call is sent again.
     *
     * @param failure how it failed
     * @return the pause, zero if another server is asked at once; null to send it no more
     */
    @Nullable Duration after(FlinkRestException failure) {
        failures++;
        if (impatient && isSilence(failure)) {
            impatient = false;
            return Duration.ZERO;
        }
        if (!mayPass(failure)
                || !(readOnly || !failure.maybeSent())
                || failures >= ROUNDS * servers) {
            return null;
        }
        if (failures % servers != 0 && movesOn(failure)) {
            return Duration.ZERO;
        }
        if (failure instanceof UnavailableException refusal && refusal.retryAfter() != null) {
            return refusal.retryAfter();
        }
        long longest = FIRST_PAUSE.toNanos() << Math.max(0, failures / servers - 1);
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }

    /** Tells whether the same call may succeed in a moment, or elsewhere. */
    private static boolean mayPass(FlinkRestException failure) {
        if (failure instanceof ServerErrorException answer) {
            return answer instanceof UnavailableException
                    || answer.status() == 502
                    || answer.status() == 504;
        }
        return failure instanceof ConnectionException && !isSilence(failure) && !isForGood(failure);
    }

    /** Tells whether another server should be asked from now on, as one that is well need not. */
    static boolean movesOn(FlinkRestException failure) {
        boolean isWell =
                failure instanceof UnavailableException answer
                        && switch (answer.reason()) {
                            case TOO_MANY_REQUESTS, CANCELLED, INITIALIZING -> true;
                            case NO_LEADER, OTHER -> false;
                        };
        return !isWell && (mayPass(failure) || isSilence(failure));
    }

    /** A server that takes its time would take it again. */
    private static boolean isSilence(FlinkRestException failure) {
        return failure instanceof ConnectionException
                && failure.maybeSent()
                && failure.getCause() instanceof SocketTimeoutException;
    }

    /** A file that is gone, or a peer that is not trusted, is so the next time, too. */
    private static boolean isForGood(FlinkRestException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof SSLException) {
            boolean brokeOff =
                    cause.getCause() instanceof IOException
                            && !(cause.getCause() instanceof SSLException);
            return !brokeOff && (!failure.maybeSent() || cause instanceof SSLHandshakeException);
        }
        return cause instanceof FileSystemException
                || cause instanceof ConnectionRequestTimeoutException
                || (cause instanceof ProxyRefusedException refusal && refusal.isForGood());
    }
}
