package dev.flinkrest.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what reading it threw, to tell a body that cannot be read from one that cannot be
 * decoded: the mapper wraps what it gets, and throws {@code IOException}s of its own.
 */
final class WatchedStream extends FilterInputStream {
    private @Nullable IOException broken;
    private @Nullable RuntimeException failed;

    WatchedStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException e) {
            broken = e;
            throw e;
        } catch (RuntimeException e) {
            failed = e;
            throw e;
        }
    }

    /** Throws again what reading threw, if it did. */
    void rethrow() throws IOException {
        if (broken != null) {
            throw broken;
        }
        if (failed != null) {
            throw failed;
        }
    }
}
