package dev.flinkrest.embedded;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects what all servers in a child JVM can be told. Not safe for use by several threads.
 *
 * @param <B> the builder itself
 */
abstract class EmbeddedServerBuilder<B extends EmbeddedServerBuilder<B>> {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private String version = FlinkVersions.newest();
    private final Map<String, String> configuration = new LinkedHashMap<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private @Nullable Path directory;
    private Duration startTimeout = START_TIMEOUT;
    private Jdk jdk = Jdk.own();

    /** Returns this builder. */
    abstract B self();

    /** Returns a number, if it is 1 or more. */
    static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", but must be 1 or more");
        }
        return value;
    }

    /** Returns what was set of Flink's configuration. */
    final Map<String, String> configuration() {
        return configuration;
    }

    /** Returns Flink's full version. */
    final String version() {
        return version;
    }

    /**
     * Sets Flink's version. The newest known one is the default.
     *
     * @param version a full version such as {@code 2.3.0}, or a minor such as {@code 2.3}; not
     *     {@code null}
     * @return this
     * @throws IllegalArgumentException if no such Flink is known
     */
    public final B version(String version) {
        this.version = FlinkVersions.resolve(Objects.requireNonNull(version, "version"));
        return self();
    }

    /**
     * Sets one option of Flink's configuration, over what was set before. The defaults are Flink's
     * own but for addresses, ports and directories.
     *
     * @param key the option's key; not {@code null} or empty
     * @param value its value, as in Flink's configuration file; not {@code null}
     * @return this
     * @throws IllegalArgumentException if the key is empty
     */
    public final B configuration(String key, String value) {
        if (Objects.requireNonNull(key, "key").isBlank()) {
            throw new IllegalArgumentException("The key of a configuration entry is empty");
        }
        configuration.put(key, Objects.requireNonNull(value, "value of " + key));
        return self();
    }

    /**
     * Sets several options of Flink's configuration, over what was set before.
     *
     * @param entries keys and values, as in Flink's configuration file; not {@code null}, nor any
     *     in it
     * @return this
     * @throws IllegalArgumentException if a key is empty
     */
    public final B configuration(Map<String, String> entries) {
        entries.forEach(this::configuration);
        return self();
    }

    /**
     * Adds options of the child JVM. They come after the defaults, such as {@code -Xmx512m}, and
     * win over them.
     *
     * @param options the options, each one argument; not {@code null}, nor any in it
     * @return this
     */
    public final B jvmOptions(String... options) {
        jvmOptions.addAll(List.copyOf(Arrays.asList(options)));
        return self();
    }

    /**
     * Sets the JDK that the server runs on. That of this JVM is the default.
     *
     * @param home its directory; not {@code null}
     * @return this
     * @throws IllegalArgumentException if there is no JDK
     */
    public final B javaHome(Path home) {
        this.jdk = Jdk.at(Objects.requireNonNull(home, "home"));
        return self();
    }

    /**
     * Sets the directory that all of the server's files are in. It is created if it is not there,
     * and {@code close()} leaves it, with the log, in place. A temporary directory is the default.
     * Two running servers cannot share one.
     *
     * @param directory the directory; not {@code null}
     * @return this
     */
    public final B directory(Path directory) {
        this.directory = Objects.requireNonNull(directory, "directory");
        return self();
    }

    /**
     * Sets how long the server may take until it is ready. One minute is the default. Downloads do
     * not count.
     *
     * @param startTimeout more than zero; not {@code null}
     * @return this
     * @throws IllegalArgumentException if it is not more than zero
     */
    public final B startTimeout(Duration startTimeout) {
        if (startTimeout.isNegative() || startTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "startTimeout is " + startTimeout + ", but must be more than zero");
        }
        this.startTimeout = startTimeout;
        return self();
    }

    /** Returns what every child JVM is launched with. */
    final Launcher launcher() {
        return new Launcher(version, jdk, List.copyOf(jvmOptions), startTimeout);
    }

    /** Creates the directory that the server lives in. */
    final Directories createDirectories() {
        return Directories.create(directory);
    }

    /**
     * Launches the child JVM, and waits until the server in it is ready.
     *
     * @param program what the JVM runs
     * @param complete returns the server's defaults with the user's entries over them
     * @param arguments what its main class is given beside the configuration
     * @param handle makes the server's handle
     * @throws EmbeddedFlinkException if its jars cannot be had or it does not start
     * @throws UncheckedIOException if its files cannot be written
     */
    final <S extends EmbeddedServer> S launch(
            ChildProgram program,
            BiFunction<Directories, Map<String, String>, Map<String, String>> complete,
            List<String> arguments,
            Function<EmbeddedServer.Running, S> handle) {
        Launcher launcher = launcher();
        List<Path> jars = launcher.resolve(program);
        Directories directories = createDirectories();
        FlinkProcess process = null;
        try {
            process =
                    launcher.launch(
                            program,
                            jars,
                            directories,
                            complete.apply(directories, configuration),
                            arguments);
            return handle.apply(
                    new EmbeddedServer.Running(
                            program, version, directories, process, process.await(startTimeout)));
        } catch (RuntimeException e) {
            if (process != null) {
                process.end();
            }
            directories.remove();
            throw e;
        }
    }
}
