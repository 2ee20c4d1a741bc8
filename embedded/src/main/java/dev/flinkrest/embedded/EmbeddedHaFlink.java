package dev.flinkrest.embedded;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * A real Flink cluster that is highly available, of any version from 1.15 to 2.3: several
 * JobManagers, one of which leads, a task manager, and a ZooKeeper, each in a child JVM of its own.
 * It is there for tests of what happens when the JobManager that leads dies.
 *
 * <pre>{@code
 * try (EmbeddedHaFlink flink = EmbeddedHaFlink.start("2.3.0")) {
 *     List<URI> rest = flink.uris();
 *     int killed = flink.killLeader();
 *     int next = flink.awaitLeader(Duration.ofSeconds(30));
 *     flink.restart(killed);
 * }
 * }</pre>
 *
 * <p>All listen on the loopback address alone, on free ports. They end with {@link #close()}, at
 * the latest with this JVM, however that ends. Their jars come through Maven, as those of an {@link
 * EmbeddedFlink} do.
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedHaFlink implements AutoCloseable {

    private final String version;
    private final HaCluster cluster;
    private final EndOnce end;

    private EmbeddedHaFlink(String version, HaCluster cluster) {
        this.version = version;
        this.cluster = cluster;
        this.end = new EndOnce(cluster::end);
    }

    /**
     * Starts a cluster with two JobManagers and one task manager of eight slots, and waits until it
     * is ready.
     *
     * @param version a full version such as {@code 2.3.0}, or a minor such as {@code 2.3}, which
     *     stands for the patch release that this library is tested with; not {@code null}
     * @return the running cluster; never {@code null}
     * @throws IllegalArgumentException if no such Flink is known, or it is older than 1.15
     * @throws EmbeddedFlinkException if its jars cannot be had or it does not start
     */
    public static EmbeddedHaFlink start(String version) {
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
     * Returns where the REST APIs of the JobManagers are, of those that were killed too: when they
     * are started again, they come back there.
     *
     * @return URIs with scheme, host and port, without a path, in the order of the JobManagers'
     *     numbers; immutable, never {@code null}
     */
    public List<URI> uris() {
        return cluster.uris();
    }

    /**
     * Returns which JobManager leads, as ZooKeeper says.
     *
     * @return its number, from 0 on; empty while none leads, so from the death of one until the
     *     next has taken over
     * @throws UncheckedIOException if that cannot be read
     */
    public OptionalInt leader() {
        return cluster.leader();
    }

    /**
     * Waits until a JobManager leads. It may still be taking over jobs then.
     *
     * @param timeout how long to wait; not {@code null}
     * @return its number, from 0 on
     * @throws EmbeddedFlinkException if none does in that time, or this thread is interrupted
     * @throws UncheckedIOException if that cannot be read
     */
    public int awaitLeader(Duration timeout) {
        return cluster.awaitLeader(timeout);
    }

    /**
     * Kills the JobManager that leads, as {@code kill -9} does, and returns when it is gone.
     *
     * @return its number, from 0 on
     * @throws IllegalStateException if none leads; see {@link #awaitLeader}
     * @throws UncheckedIOException if that cannot be read
     */
    public int killLeader() {
        int leader =
                leader().orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "No JobManager leads now; wait for one by awaitLeader"));
        kill(leader);
        return leader;
    }

    /**
     * Kills a JobManager, as {@code kill -9} does, and returns when it is gone. Does nothing if it
     * is gone already.
     *
     * @param jobManager its number, from 0 on
     * @throws IndexOutOfBoundsException if there is no such one
     */
    public void kill(int jobManager) {
        cluster.jobManager(jobManager).kill();
    }

    /**
     * Starts a JobManager that was killed, at the same port, and waits until its REST API is there.
     *
     * @param jobManager its number, from 0 on
     * @throws IndexOutOfBoundsException if there is no such one
     * @throws IllegalStateException if it runs, or the cluster is closed
     * @throws EmbeddedFlinkException if it does not start, for example because its port is taken
     */
    public void restart(int jobManager) {
        cluster.restart(jobManager);
    }

    /**
     * Returns whether the JVM of a JobManager runs.
     *
     * @param jobManager its number, from 0 on
     * @return whether it runs
     * @throws IndexOutOfBoundsException if there is no such one
     */
    public boolean isAlive(int jobManager) {
        return cluster.jobManager(jobManager).isAlive();
    }

    /**
     * Returns the log file of a JobManager.
     *
     * @param jobManager its number, from 0 on
     * @return an absolute path; never {@code null}
     * @throws IndexOutOfBoundsException if there is no such one
     */
    public Path log(int jobManager) {
        return cluster.jobManager(jobManager).log();
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
     * Returns the directory that all files are in, those of each JobManager and of the task manager
     * in a directory of their own.
     *
     * @return an absolute path, which may be gone after {@link #close()}; never {@code null}
     */
    public Path directory() {
        return cluster.root();
    }

    /**
     * Ends the cluster at once, with its jobs, and waits until it is gone. Then removes its
     * directory, if that is the temporary one; from a directory that was chosen, removes all but
     * logs and configuration. Does nothing the second time.
     *
     * @throws UncheckedIOException if files cannot be removed
     */
    @Override
    public void close() {
        end.close();
    }

    /**
     * Describes the cluster in one line.
     *
     * @return such as {@code Flink 2.3.0 at [http://127.0.0.1:39001, http://127.0.0.1:39002]};
     *     never {@code null}
     */
    @Override
    public String toString() {
        return "Flink " + version + " at " + uris();
    }

    /**
     * Collects what the cluster is to be like. A builder can start several clusters, one after the
     * other. Not safe for use by several threads.
     *
     * <p>That a JobManager is gone is noticed in seconds, and not in a minute as with Flink's own
     * defaults: sessions with ZooKeeper last six seconds, heartbeats come every second. Where a
     * test needs others, {@code high-availability.zookeeper.client.session-timeout}, {@code
     * heartbeat.interval} and {@code heartbeat.timeout} set them, in milliseconds.
     */
    public static final class Builder extends EmbeddedServerBuilder<Builder> {

        private static final String OLDEST = "1.15";

        private int jobManagers = 2;
        private int slots = 8;

        private Builder() {}

        /**
         * Sets how many JobManagers there are. 2 is the default.
         *
         * @param jobManagers 1 or more
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder jobManagers(int jobManagers) {
            this.jobManagers = atLeastOne("jobManagers", jobManagers);
            return this;
        }

        /**
         * Sets how many slots the task manager has. 8 is the default.
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
         * Starts the cluster, and waits until one of its JobManagers leads, and all of them answer
         * and tell of all slots.
         *
         * @return the running cluster; never {@code null}
         * @throws IllegalArgumentException if the version is older than 1.15
         * @throws EmbeddedFlinkException if its jars cannot be had or it does not start
         * @throws UncheckedIOException if its files cannot be written
         */
        public EmbeddedHaFlink start() {
            if (!FlinkVersions.isAtLeast(version(), OLDEST)) {
                throw new IllegalArgumentException(
                        "version is "
                                + version()
                                + ", but must be "
                                + OLDEST
                                + " or later: before that, the parts of a JobManager are elected one by one, and no JobManager leads as a whole");
            }
            HaCluster cluster = new HaCluster(launcher(), createDirectories());
            // from here on, what was launched ends with this JVM in any case
            EmbeddedHaFlink flink = new EmbeddedHaFlink(version(), cluster);
            try {
                cluster.start(configuration(), jobManagers, slots);
                return flink;
            } catch (RuntimeException e) {
                flink.close();
                throw e;
            }
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
