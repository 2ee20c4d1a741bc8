package dev.flinkrest.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes to standard output. The first time that this fails, who writes is told, as a {@link
 * java.io.PrintStream} does not; after that, nothing is written.
 */
public final class StandardOutput extends OutputStream {
    private static final Path ITSELF = Path.of("/dev/stdout");

    // of what stat(2) gives: the bits that tell the kind of file, and two of these kinds
    private static final int KIND = 0xF000;
    private static final int PIPE = 0x1000;
    private static final int SOCKET = 0xC000;

    private final OutputStream out;
    private boolean hasEnded;

    /** Opens it. */
    public StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (hasEnded) {
            return;
        }
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            hasEnded = true;
            throw new OutputEndedException(isRead(e) ? e : null);
        }
    }

    /** Tells whether somebody wants the results: the reader of a pipe does not who has gone. */
    private static boolean isRead(IOException failure) {
        if ("Bad file descriptor".equals(failure.getMessage())) {
            return false; // it was closed by who started this
        }
        try {
            int kind = (Integer) Files.getAttribute(ITSELF, "unix:mode") & KIND;
            return kind != PIPE && kind != SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
