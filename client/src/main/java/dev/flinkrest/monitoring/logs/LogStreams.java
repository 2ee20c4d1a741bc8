package dev.flinkrest.monitoring.logs;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Reads the streams that logs come in, piece by piece, so that their length does not matter. */
final class LogStreams {
    private static final int PIECE = 1 << 16;
    private static final int SHORT = 1 << 20;

    private LogStreams() {}

    /** Takes what was read. */
    @FunctionalInterface
    interface Piece {
        void take(byte[] bytes, int count) throws IOException;
    }

    static byte[] buffer() {
        return new byte[PIECE];
    }

    /**
     * Reads to the end.
     *
     * @throws InterruptedCallException if the thread is interrupted
     */
    static void readAll(String operation, InputStream in, Piece piece) throws IOException {
        byte[] buffer = buffer();
        for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
            piece.take(buffer, got);
            checkInterrupt(operation);
        }
    }

    /**
     * Reads as many bytes as are known of a file, and tells whether they are the same; if so, what
     * follows is new.
     */
    static boolean goesOn(String operation, InputStream in, FilePrefix known) throws IOException {
        FilePrefix seen = new FilePrefix();
        return read(operation, in, known.headLength(), seen)
                && known.beginsWith(seen.head())
                && read(operation, in, known.length(), seen)
                && known.isSame(seen);
    }

    /** Reads no more than the head of a file, and tells whether it is the same. */
    static boolean beginsAlike(String operation, InputStream in, FilePrefix known)
            throws IOException {
        FilePrefix seen = new FilePrefix();
        return read(operation, in, known.headLength(), seen) && known.beginsWith(seen.head());
    }

    private static boolean read(String operation, InputStream in, long until, FilePrefix into)
            throws IOException {
        byte[] buffer = new byte[(int) Math.min(PIECE, Math.max(1, until - into.length()))];
        while (into.length() < until) {
            int got = in.read(buffer, 0, (int) Math.min(buffer.length, until - into.length()));
            if (got < 0) {
                return false;
            }
            into.add(buffer, got);
            checkInterrupt(operation);
        }
        return true;
    }

    static void checkInterrupt(String operation) {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedCallException(operation, true, null);
        }
    }

    /** Says that a log could not be read to its end, or that its reader was interrupted. */
    static FlinkRestException brokeOff(String operation, IOException e) {
        if (e instanceof InterruptedIOException && Thread.currentThread().isInterrupted()) {
            return new InterruptedCallException(operation, true, e);
        }
        return new ConnectionException(
                operation, true, "the log broke off while it was read: " + e.getMessage(), e);
    }

    /**
     * Reads the rest, if it is not long: a server whose reply is cut off may log that, and that
     * into the very log that is followed.
     */
    static void drain(InputStream in) throws IOException {
        byte[] buffer = buffer();
        int left = SHORT;
        for (int got = 0; got >= 0 && left > 0; left -= got) {
            got = in.read(buffer);
        }
    }

    static void closeQuietly(@Nullable InputStream in) {
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException e) {
            // nothing more is wanted of it
        }
    }

    /** Adds a line, and drops the oldest if there are more than wanted. */
    static void keepLast(ArrayDeque<LogLine> lines, LogLine line, int wanted) {
        lines.add(line);
        if (lines.size() > wanted) {
            lines.remove();
        }
    }
}
