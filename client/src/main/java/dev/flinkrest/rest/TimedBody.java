package dev.flinkrest.rest;

import dev.flinkrest.error.DeadlineExceededException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A body that must have arrived by some time: each of its reads ends by itself, but a server that
 * sends a byte at a time can have many of them. Not safe for use by many threads.
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
        int b = super.read();
        requireTime(b);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int got = super.read(buffer, offset, length);
        requireTime(got);
        return got;
    }

    private void requireTime(int got) {
        if (got >= 0 && System.nanoTime() - end >= 0) {
            throw new DeadlineExceededException(
                    operation,
                    true,
                    timeout,
                    "the body goes on to arrive; allow it a longer callTimeout",
                    null);
        }
    }
}
