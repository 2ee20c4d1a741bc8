package dev.flinkrest.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A real Flink cluster in a child JVM: JobManager, task managers, REST API and jar submission, of
 * any version from 1.13 to 2.3. Its jars come through Maven, from the local repository or by
 * download, under the user's own {@code settings.xml}.
 *
 * <pre>{@code
 * try (EmbeddedFlink flink = EmbeddedFlink.start("2.3.0")) {
 *     URI rest = flink.uri();
 * }
 * }</pre>
 *
 * <p>The cluster listens on the loopback address alone, on free ports. It ends with {@link
 * #close()}, at the latest with this JVM, however that ends. Its JVM is of the same Java as this
 * one.
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedFlink implements AutoCloseable {

    private final String version;
    private final Directories directories;
    private final FlinkProcess process;
    private final URI uri;
    private final Thread atExit = new Thread(this::end, "embedded-flink-end");
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    private EmbeddedFlink(String version, Directories directories, FlinkProcess process, URI uri) {
        this.version = version;
        this.directories = directories;
        this.process = process;
        this.uri = uri;
    }

    /**
     * Starts a cluster with one task manager of eight slots, and waits until it is ready.
     *
     * @param version a full version such as {@code 2.3.0}, or a minor such as {@code 2.3}, which
     *     stands for the patch release that this library is tested with; not {@code null}
     * @return the running cluster; never {@code null}
     * @throws IllegalArgumentException if no such Flink is known
     * @throws EmbeddedFlinkException if its jars cannot be had or it does not start
     */
    public static EmbeddedFlink start(String version) {
        return builder().version(version).start();
    }

    /**
     * Returns a builder for a cluster that differs from the default one.
     *
     * @return a new builder, for the newest known version; never {@code null}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the full versions that this library is tested with, one for each minor.
     *
     * @return the versions, oldest first; immutable, never {@code null}
     */
    public static List<String> versions() {
        return FlinkVersions.tested();
    }

    /**
     * Returns where the REST API is.
     *
     * @return a URI with scheme, host and port, without a path; never {@code null}
     */
    public URI uri() {
        return uri;
    }

    /**
     * Returns Flink's version.
     *
     * @return the full version; never {@code null}
     */
    public String version() {
        return version;
    }

    /**
     * Returns the directory that all of the cluster's files are in.
     *
     * @return an absolute path, which may be gone after {@link #close()}; never {@code null}
     */
    public Path directory() {
        return directories.root();
    }

    /**
     * Returns Flink's log file, of the JobManager and the task managers alike. What the cluster's
     * JVM prints is beside it, in {@code flink.out}.
     *
     * @return an absolute path; never {@code null}
     */
    public Path log() {
        return directories.log();
    }

    /**
     * Returns the process id of the cluster's JVM.
     *
     * @return the id
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Returns whether the cluster's JVM runs. It ends by {@link #close()}, and also by {@code
     * DELETE /cluster}.
     *
     * @return whether it runs
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Ends the cluster at once, jobs and all, and waits until it is gone. Then removes its
     * directory, if that is the temporary one; from a directory that was chosen, removes uploaded
     * jars and temporary files only. Does nothing the second time.
     *
     * @throws UncheckedIOException if files cannot be removed
     */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // This JVM is ending, so the hook runs or has run: the lock below sorts that out.
        }
        end();
    }

    private void end() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                process.end();
                directories.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Describes the cluster in one line.
     *
     * @return such as {@code Flink 2.3.0 at http://127.0.0.1:39001}; never {@code null}
     */
    @Override
    public String toString() {
        return "Flink " + version + " at " + uri;
    }

    /**
     * Collects what the cluster is to be like. A builder can start several clusters, one after the
     * other. Not safe for use by several threads.
     */
    public static final class Builder {

        private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

        private String version = versions().get(versions().size() - 1);
        private int slots = 8;
        private int taskManagers = 1;
        private final Map<String, String> configuration = new LinkedHashMap<>();
        private final List<String> jvmOptions = new ArrayList<>();
        private @Nullable Path directory;
        private Duration startTimeout = START_TIMEOUT;

        private Builder() {}

        /**
         * Sets Flink's version. The newest known one is the default.
         *
         * @param version a full version such as {@code 2.3.0}, or a minor such as {@code 2.3}; not
         *     {@code null}
         * @return this
         * @throws IllegalArgumentException if no such Flink is known
         */
        public Builder version(String version) {
            this.version = FlinkVersions.resolve(Objects.requireNonNull(version, "version"));
            return this;
        }

        /**
         * Sets how many slots each task manager has. 8 is the default.
         *
         * @param slots 1 or more
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder slots(int slots) {
            this.slots = atLeastOne("slots", slots);
            return this;
        }

        /**
         * Sets how many task managers there are. 1 is the default. They share the cluster's JVM.
         *
         * @param taskManagers 1 or more
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder taskManagers(int taskManagers) {
            this.taskManagers = atLeastOne("taskManagers", taskManagers);
            return this;
        }

        /**
         * Sets one option of Flink's configuration, over what was set before. The defaults are
         * Flink's own but for addresses, ports and directories. Tests may want some faster: job
         * details lag by {@code web.refresh-interval}, metrics by {@code
         * metrics.fetcher.update-interval}, accumulators by {@code heartbeat.interval} (3, 10 and
         * 10 seconds), all in milliseconds.
         *
         * @param key the option's key; not {@code null} or empty
         * @param value its value, as in Flink's configuration file; not {@code null}
         * @return this
         * @throws IllegalArgumentException if the key is empty
         */
        public Builder configuration(String key, String value) {
            if (Objects.requireNonNull(key, "key").isBlank()) {
                throw new IllegalArgumentException("The key of a configuration entry is empty");
            }
            configuration.put(key, Objects.requireNonNull(value, "value of " + key));
            return this;
        }

        /**
         * Sets several options of Flink's configuration, over what was set before.
         *
         * @param entries keys and values, as in Flink's configuration file; not {@code null}, nor
         *     any in it
         * @return this
         * @throws IllegalArgumentException if a key is empty
         */
        public Builder configuration(Map<String, String> entries) {
            entries.forEach(this::configuration);
            return this;
        }

        /**
         * Adds options of the cluster's JVM. They come after the defaults, such as {@code
         * -Xmx512m}, and win over them.
         *
         * @param options the options, each one argument; not {@code null}, nor any in it
         * @return this
         */
        public Builder jvmOptions(String... options) {
            jvmOptions.addAll(List.copyOf(Arrays.asList(options)));
            return this;
        }

        /**
         * Sets the directory that all of the cluster's files are in. It is created if it is not
         * there, and {@link EmbeddedFlink#close()} leaves it, with the log, in place. A temporary
         * directory is the default. Two running clusters cannot share one.
         *
         * @param directory the directory; not {@code null}
         * @return this
         */
        public Builder directory(Path directory) {
            this.directory = Objects.requireNonNull(directory, "directory");
            return this;
        }

        /**
         * Sets how long the cluster may take until it is ready. One minute is the default.
         * Downloads do not count.
         *
         * @param startTimeout more than zero; not {@code null}
         * @return this
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder startTimeout(Duration startTimeout) {
            if (startTimeout.isNegative() || startTimeout.isZero()) {
                throw new IllegalArgumentException(
                        "startTimeout is " + startTimeout + ", but must be more than zero");
            }
            this.startTimeout = startTimeout;
            return this;
        }

        /**
         * Starts the cluster, and waits until its REST API answers and all slots are there.
         *
         * @return the running cluster; never {@code null}
         * @throws EmbeddedFlinkException if its jars cannot be had or it does not start
         * @throws UncheckedIOException if its files cannot be written
         */
        public EmbeddedFlink start() {
            List<Path> jars = FlinkJars.resolve(version);
            Directories directories = Directories.create(directory);
            FlinkProcess process = null;
            try {
                process =
                        FlinkProcess.launch(
                                directories, jars, jvmOptions, programArguments(directories));
                EmbeddedFlink flink =
                        new EmbeddedFlink(
                                version, directories, process, process.await(startTimeout));
                Runtime.getRuntime().addShutdownHook(flink.atExit);
                return flink;
            } catch (RuntimeException e) {
                if (process != null) {
                    process.end();
                }
                directories.remove();
                throw e;
            }
        }

        private List<String> programArguments(Directories directories) {
            Properties properties = new Properties();
            properties.putAll(FlinkConfiguration.of(directories, configuration));
            Path file = directories.configuration().resolve("flink.properties");
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write Flink's configuration", e);
            }
            return List.of(
                    file.toString(), Integer.toString(taskManagers), Integer.toString(slots));
        }

        private static int atLeastOne(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(
                        name + " is " + value + ", but must be 1 or more");
            }
            return value;
        }
    }
}
