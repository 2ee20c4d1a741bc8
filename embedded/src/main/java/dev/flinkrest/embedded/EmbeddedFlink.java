package dev.flinkrest.embedded;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

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
 * one unless {@code javaHome} says otherwise.
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedFlink extends EmbeddedServer {

    private static final String NAME = "Flink";
    private static final String MAIN_CLASS = "dev.flinkrest.embedded.child.FlinkChild";

    private EmbeddedFlink(Running running) {
        super(running);
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
     * Returns the jars that a cluster runs on, without starting one. Those that are not in the
     * local Maven repository are downloaded.
     *
     * @param version a full version, or a minor; not {@code null}
     * @param more Maven coordinates of further jars, such as {@code
     *     org.apache.flink:flink-sql-gateway:2.3.0}, which come without what they depend on; not
     *     {@code null}
     * @return the files; immutable, never {@code null}
     * @throws IllegalArgumentException if no such Flink is known, or coordinates are malformed
     * @throws EmbeddedFlinkException if a jar cannot be had
     */
    public static List<Path> jars(String version, String... more) {
        String full = FlinkVersions.resolve(version);
        return FlinkJars.resolve(FlinkJars.ofCluster(full), List.of(more), NAME + " " + full);
    }

    /**
     * Collects what the cluster is to be like. A builder can start several clusters, one after the
     * other. Not safe for use by several threads.
     *
     * <p>Tests may want some options of Flink's configuration faster: job details lag by {@code
     * web.refresh-interval}, metrics by {@code metrics.fetcher.update-interval}, accumulators by
     * {@code heartbeat.interval} (3, 10 and 10 seconds), all in milliseconds.
     */
    public static final class Builder extends EmbeddedServerBuilder<Builder> {

        private int slots = 8;
        private int taskManagers = 1;
        private boolean sql;

        private Builder() {}

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
         * Sets where the cluster archives each job once it has ended, for an {@link
         * EmbeddedHistoryServer} to show. By default, it archives none.
         *
         * @param archiveDirectory the directory, which need not be there yet; not {@code null}
         * @return this
         */
        public Builder archiveDirectory(Path archiveDirectory) {
            return configuration(
                    "jobmanager.archive.fs.dir", FlinkConfiguration.uri(archiveDirectory));
        }

        /**
         * Puts what SQL needs on the cluster's class path, for an {@link EmbeddedSqlGateway} to use
         * it: planner, runtime, JSON. Flink 1.16 and later.
         *
         * @return this
         */
        public Builder sql() {
            this.sql = true;
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
            return launch(
                    new ChildProgram(
                            NAME,
                            MAIN_CLASS,
                            sql
                                    ? FlinkJars.ofSqlCluster(version())
                                    : FlinkJars.ofCluster(version())),
                    FlinkConfiguration::ofCluster,
                    List.of(Integer.toString(taskManagers), Integer.toString(slots)),
                    EmbeddedFlink::new);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
