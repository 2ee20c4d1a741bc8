package dev.flinkrest.embedded;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A real Flink History Server in a child JVM, of any version from 1.13 to 2.3: it shows the jobs
 * that clusters have archived in a directory, see {@link EmbeddedFlink.Builder#archiveDirectory}.
 *
 * <pre>{@code
 * try (EmbeddedHistoryServer history = EmbeddedHistoryServer.start("2.3.0", archives)) {
 *     URI rest = history.uri();
 * }
 * }</pre>
 *
 * <p>The server listens on the loopback address alone, on a free port. It ends with {@link
 * #close()}, at the latest with this JVM, however that ends. The archives stay. Its JVM is of the
 * same Java as this one unless {@code javaHome} says otherwise.
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedHistoryServer extends EmbeddedServer {

    private static final String MAIN_CLASS = "dev.flinkrest.embedded.child.HistoryServerChild";

    private EmbeddedHistoryServer(Running running) {
        super(running);
    }

    /**
     * Starts a history server that looks for new archives every 10 seconds, and waits until it
     * answers.
     *
     * @param version a full version such as {@code 2.3.0}, or a minor such as {@code 2.3}, which
     *     stands for the patch release that this library is tested with; not {@code null}
     * @param archiveDirectory where clusters archive their jobs; not {@code null}
     * @return the running server; never {@code null}
     * @throws IllegalArgumentException if no such Flink is known
     * @throws EmbeddedFlinkException if its jars cannot be had or it does not start
     */
    public static EmbeddedHistoryServer start(String version, Path archiveDirectory) {
        return builder().version(version).archiveDirectory(archiveDirectory).start();
    }

    /**
     * Returns a builder for a history server that differs from the default one.
     *
     * @return a new builder, for the newest known version; never {@code null}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Collects what the history server is to be like. A builder can start several servers, one
     * after the other. Not safe for use by several threads.
     */
    public static final class Builder extends EmbeddedServerBuilder<Builder> {

        private static final String ARCHIVE = "historyserver.archive.fs.dir";

        private Builder() {}

        /**
         * Sets where clusters archive their jobs. It must be set, or {@code
         * historyserver.archive.fs.dir} by {@link #configuration(String, String)} for another file
         * system; it need not be there yet.
         *
         * @param archiveDirectory the directory; not {@code null}
         * @return this
         */
        public Builder archiveDirectory(Path archiveDirectory) {
            return configuration(ARCHIVE, FlinkConfiguration.uri(archiveDirectory));
        }

        /**
         * Sets how often the server looks for new archives. 10 seconds is the default.
         *
         * @param refreshInterval at least a millisecond; not {@code null}
         * @return this
         * @throws IllegalArgumentException if it is less than that
         */
        public Builder refreshInterval(Duration refreshInterval) {
            if (refreshInterval.toMillis() < 1) {
                throw new IllegalArgumentException(
                        "refreshInterval is "
                                + refreshInterval
                                + ", but must be a millisecond or more");
            }
            return configuration(
                    "historyserver.archive.fs.refresh-interval",
                    Long.toString(refreshInterval.toMillis()));
        }

        /**
         * Starts the history server, and waits until it answers. Archives that are there already
         * may appear a little later.
         *
         * @return the running server; never {@code null}
         * @throws IllegalStateException if no archive directory was set
         * @throws EmbeddedFlinkException if its jars cannot be had or it does not start
         * @throws UncheckedIOException if its files cannot be written
         */
        public EmbeddedHistoryServer start() {
            if (!configuration().containsKey(ARCHIVE)) {
                throw new IllegalStateException(
                        "No archive directory was set; name the one that clusters archive their jobs in by archiveDirectory");
            }
            return launch(
                    new ChildProgram(
                            "Flink History Server", MAIN_CLASS, FlinkJars.ofCluster(version())),
                    FlinkConfiguration::ofHistoryServer,
                    List.of(),
                    EmbeddedHistoryServer::new);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
