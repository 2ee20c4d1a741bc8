package dev.flinkrest.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads a body up to a limit; more than that is an error, not a truncation. */
final class LimitedStream extends FilterInputStream {
    private final long limit;
    private long left;

    /** Is thrown when there is more to read than the limit allows. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1;

        TooLongException(long limit) {
            super("larger than the limit of " + limit + " bytes");
        }
    }

    LimitedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        if (b >= 0) {
            count(1);
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int got = in.read(buffer, offset, length);
        if (got > 0) {
            count(got);
        }
        return got;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = in.skip(n);
        count(skipped);
        return skipped;
    }

    private void count(long bytes) throws TooLongException {
        left -= bytes;
        if (left < 0) {
            throw new TooLongException(limit);
        }
    }

    /** Reads what is left, so that the connection can be used again. */
    void drain() throws IOException {
        if (read() >= 0) { // mostly there is nothing, and no need for a buffer
            transferTo(OutputStream.nullOutputStream());
        }
    }
}
