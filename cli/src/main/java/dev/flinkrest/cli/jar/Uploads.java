package dev.flinkrest.cli.jar;

import dev.flinkrest.cli.CommandFailedException;
import dev.flinkrest.cli.ExitCode;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Progress;
import dev.flinkrest.rest.UploadProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Uploads with a bar that grows. */
public final class Uploads {
    /**
     * Uploads a jar.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    public interface Upload<T> {
        /**
         * Does it.
         *
         * @param progress is told how far it is
         * @return what comes of it
         * @throws IOException if the file cannot be read
         */
        T with(UploadProgress progress) throws IOException;
    }

    private Uploads() {}

    /**
     * Uploads a jar.
     *
     * @param <T> what comes of it
     * @param session the run
     * @param file the jar
     * @param upload does it
     * @return what comes of it
     * @throws IOException if the file cannot be read
     */
    public static <T> T show(Session session, Path file, Upload<T> upload) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailedException(ExitCode.USAGE, "there is no file " + file);
        }
        try (Progress progress = session.out().progress("upload of " + file.getFileName())) {
            return upload.with(progress::at);
        }
    }
}
