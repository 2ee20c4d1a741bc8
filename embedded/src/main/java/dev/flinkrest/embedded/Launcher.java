package dev.flinkrest.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Launches child JVMs.
 *
 * @param version Flink's full version
 * @param jdk what they run on
 * @param jvmOptions the user's options, which win over the defaults
 * @param startTimeout how long each may take until it is ready
 */
record Launcher(String version, Jdk jdk, List<String> jvmOptions, Duration startTimeout) {

    /**
     * Returns the jars that a program runs with.
     *
     * @throws EmbeddedFlinkException if one of them cannot be had
     */
    List<Path> resolve(ChildProgram program) {
        return FlinkJars.resolve(program.coordinates(), program.name() + " " + version);
    }

    /**
     * Launches a child JVM and returns at once.
     *
     * @param program what it runs
     * @param jars what {@link #resolve} has found for that
     * @param directories where its files are
     * @param configuration Flink's, whole
     * @param arguments what its main class is given beside the configuration
     * @throws EmbeddedFlinkException if the JVM cannot be launched
     * @throws UncheckedIOException if its files cannot be written
     */
    FlinkProcess launch(
            ChildProgram program,
            List<Path> jars,
            Directories directories,
            Map<String, String> configuration,
            List<String> arguments) {
        List<String> options = new ArrayList<>(program.jvmOptions());
        options.addAll(jvmOptions);
        List<String> all = new ArrayList<>();
        all.add(write(configuration, directories).toString());
        all.addAll(arguments);
        return FlinkProcess.launch(program, jdk, directories, jars, options, all);
    }

    private static Path write(Map<String, String> configuration, Directories directories) {
        Properties properties = new Properties();
        properties.putAll(configuration);
        Path file = directories.configuration().resolve("flink.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write Flink's configuration", e);
        }
        return file;
    }
}
