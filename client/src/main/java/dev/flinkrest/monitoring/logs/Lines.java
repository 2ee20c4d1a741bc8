package dev.flinkrest.monitoring.logs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of a file's bytes, which come in pieces that end anywhere, also within a character.
 * Not safe for use by many threads.
 */
final class Lines {
    /** How many bytes of a line are held before they are given as a piece. */
    static final int LONGEST = 1 << 20;

    private byte[] partial = new byte[256];
    private int length;
    private long number = 1;
    private boolean cut;

    /** Takes a line, or a piece of one. */
    @FunctionalInterface
    interface Sink {
        void line(long number, String text);
    }

    /** Takes bytes and gives the lines that end in them; where there is no sink, counts them. */
    void feed(byte[] bytes, int count, @Nullable Sink sink) {
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                end(bytes, start, i, sink);
                start = i + 1;
            }
        }
        append(bytes, start, count);
        while (length > LONGEST) {
            cut(sink);
        }
    }

    /** Gives what came after the last line's end, if anything did. */
    void flush(Sink sink) {
        if (length > 0) {
            end(partial, 0, 0, sink);
        }
    }

    private void end(byte[] bytes, int from, int to, @Nullable Sink sink) {
        if (sink != null) {
            if (length > 0) {
                append(bytes, from, to);
                give(partial, 0, length, sink);
            } else if (to > from || !cut) {
                give(bytes, from, to, sink);
            }
        }
        length = 0;
        cut = false;
        number++;
    }

    private void give(byte[] bytes, int from, int to, Sink sink) {
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        sink.line(number, new String(bytes, from, end - from, StandardCharsets.UTF_8));
    }

    private void append(byte[] bytes, int from, int to) {
        int needed = length + to - from;
        if (needed > partial.length) {
            partial = Arrays.copyOf(partial, Math.max(needed, 2 * partial.length));
        }
        System.arraycopy(bytes, from, partial, length, to - from);
        length = needed;
    }

    private void cut(@Nullable Sink sink) {
        int end = LONGEST;
        while (end > LONGEST - 4 && (partial[end] & 0xC0) == 0x80) {
            end--; // not within a character
        }
        if (sink != null) {
            sink.line(number, new String(partial, 0, end, StandardCharsets.UTF_8));
        }
        length -= end;
        System.arraycopy(partial, end, partial, 0, length);
        cut = true;
    }
}
