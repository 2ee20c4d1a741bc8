package dev.flinkrest.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays out the directory that one server lives in. What Flink leaves behind when it is halted
 * (uploaded jars, its working directories) is below {@link #volatileOnes()}; the log stays for as
 * long as the directory does.
 *
 * @param root the directory, absolute
 * @param temporary whether the directory is ours, to be removed at the end
 */
record Directories(Path root, boolean temporary) {

    /**
     * Creates the directory with all that is in it.
     *
     * @param chosen where it is to be; {@code null} for a new temporary directory
     * @throws UncheckedIOException if that fails
     */
    static Directories create(@Nullable Path chosen) {
        try {
            Path root =
                    chosen == null
                            ? Files.createTempDirectory("flink-rest-embedded-")
                            : Files.createDirectories(chosen);
            Directories directories = new Directories(root.toAbsolutePath(), chosen == null);
            for (Path child : directories.volatileOnes()) {
                Files.createDirectories(child);
            }
            Files.createDirectories(directories.logs());
            Files.createDirectories(directories.configuration());
            return directories;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the directory of an embedded Flink", e);
        }
    }

    /** Returns where the logs are. */
    Path logs() {
        return root.resolve("log");
    }

    /** Returns Flink's log file. */
    Path log() {
        return logs().resolve("flink.log");
    }

    /**
     * Returns the file with all that the child JVM prints. Flink's REST API takes it for its
     * standard output, by the name.
     */
    Path output() {
        return logs().resolve("flink.out");
    }

    /** Returns where the configuration files are. */
    Path configuration() {
        return root.resolve("conf");
    }

    /** Returns where uploaded jars go. */
    Path uploads() {
        return root.resolve("upload");
    }

    /** Returns where temporary files go, the JVM's and Flink's. */
    Path temporaryFiles() {
        return root.resolve("tmp");
    }

    /** Returns where the child's own classes are. */
    Path classes() {
        return root.resolve("classes");
    }

    private List<Path> volatileOnes() {
        return List.of(uploads(), temporaryFiles(), classes());
    }

    /**
     * Removes the directory if it is temporary, else what Flink leaves behind in it.
     *
     * @throws UncheckedIOException if that fails
     */
    void remove() {
        try {
            for (Path path : temporary ? List.of(root) : volatileOnes()) {
                if (Files.exists(path)) {
                    Files.walkFileTree(path, new Remover());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove the files of an embedded Flink", e);
        }
    }

    /** Removes a tree. Links are removed, not followed; what is gone already is no error. */
    private static final class Remover extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
