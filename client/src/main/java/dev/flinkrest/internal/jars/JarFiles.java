package dev.flinkrest.internal.jars;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Checks files before they are uploaded: Flink takes any bytes whose name ends in {@code .jar}, and
 * fails later.
 */
public final class JarFiles {
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private JarFiles() {}

    /**
     * Checks a file.
     *
     * @param jar the file
     * @return the file's name
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is no jar file
     */
    public static String check(Path jar) throws IOException {
        if (!Files.exists(jar)) {
            throw new NoSuchFileException(jar.toString(), null, "there is no such jar to upload");
        }
        if (Files.isDirectory(jar)) {
            throw new IllegalArgumentException("'" + jar + "' is a directory; expected a jar file");
        }
        String name = jar.getFileName().toString();
        if (!name.endsWith(".jar")) {
            throw new IllegalArgumentException(
                    "'" + jar + "' does not end in .jar; Flink takes no other name, so rename it");
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(jar)) {
            start = in.readNBytes(ZIP.length);
        }
        if (start.length == 0) {
            throw new IllegalArgumentException("'" + jar + "' is empty; expected a jar file");
        }
        if (!Arrays.equals(start, ZIP)) {
            throw new IllegalArgumentException(
                    "'" + jar + "' is not a zip file; expected a jar file");
        }
        return name;
    }
}
