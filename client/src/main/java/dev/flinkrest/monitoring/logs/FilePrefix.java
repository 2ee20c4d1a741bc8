package dev.flinkrest.monitoring.logs;

import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Knows a file again by the bytes that it began with, of which it holds the first few. Not safe for
 * use by many threads.
 */
final class FilePrefix {
    /** How many bytes tell a file from most others. */
    static final int HEAD = 4096;

    private final CRC32C all = new CRC32C();
    private final byte[] head = new byte[HEAD];
    private long length;

    /** Adds what follows. */
    void add(byte[] bytes, int count) {
        all.update(bytes, 0, count);
        if (length < HEAD) {
            System.arraycopy(bytes, 0, head, (int) length, (int) Math.min(count, HEAD - length));
        }
        length += count;
    }

    long length() {
        return length;
    }

    int headLength() {
        return (int) Math.min(HEAD, length);
    }

    byte[] head() {
        return Arrays.copyOf(head, headLength());
    }

    /** Tells whether another file may be this one, as far as its first bytes tell. */
    boolean beginsWith(byte[] bytes) {
        return bytes.length <= headLength()
                && Arrays.equals(head, 0, bytes.length, bytes, 0, bytes.length);
    }

    boolean isSame(FilePrefix other) {
        return length == other.length && all.getValue() == other.all.getValue();
    }
}
