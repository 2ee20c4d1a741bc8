package dev.flinkrest.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Is what a child JVM runs on.
 *
 * @param java the launcher
 * @param feature the feature release, such as 17
 */
record Jdk(Path java, int feature) {

    /** Returns the one that this JVM runs on. */
    static Jdk own() {
        Path home = Path.of(System.getProperty("java.home"));
        return new Jdk(launcher(home), Runtime.version().feature());
    }

    /**
     * Returns the one in a directory.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Jdk at(Path home) {
        if (!Files.isExecutable(launcher(home))) {
            throw new IllegalArgumentException(
                    "javaHome is " + home + ", but there is no bin/java that can be run");
        }
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
            String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
            return new Jdk(launcher(home), Runtime.Version.parse(version).feature());
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "javaHome is " + home + ", but its file 'release' does not tell its version",
                    e);
        }
    }

    private static Path launcher(Path home) {
        return home.toAbsolutePath().resolve("bin").resolve("java");
    }
}
