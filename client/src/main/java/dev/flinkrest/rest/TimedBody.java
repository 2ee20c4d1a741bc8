package dev.flinkrest.rest;

import dev.flinkrest.error.DeadlineExceededException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A body that must have arrived by some time, at which it is cut off; one that is not, since it
 * comes by a caller of somebody's own, ends with the first byte after that. Not safe for use by
 * many threads.
 */
final class TimedBody extends FilterInputStream {
    private final String operation;
    private final Duration timeout;
    private final long end;

    /**
     * Bounds a body.
     *
     * @param body the body
     * @param operation what is being done, for the message
     * @param timeout how long the whole call may take
     * @param end when that is over, by {@link System#nanoTime}
     */
    TimedBody(InputStream body, String operation, Duration timeout, long end) {
        super(body);
        this.operation = operation;
        this.timeout = timeout;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        try {
            int b = super.read();
            requireTime(b);
            return b;
        } catch (IOException e) {
            throw lateOr(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int got = super.read(buffer, offset, length);
            requireTime(got);
            return got;
        } catch (IOException e) {
            throw lateOr(e);
        }
    }

    private void requireTime(int got) {
        if (got >= 0 && isOver()) {
            throw late(null);
        }
    }

    private boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    private IOException lateOr(IOException failure) {
        // a thread that was interrupted is not late, nor is a client that was closed
        if (isOver() && failure instanceof SocketTimeoutException) {
            throw late(failure);
        }
        return failure;
    }

    private DeadlineExceededException late(@Nullable IOException cause) {
        return new DeadlineExceededException(
                operation,
                true,
                timeout,
                "the body has not come to its end; allow it a longer callTimeout",
                cause);
    }
}
