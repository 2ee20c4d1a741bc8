package dev.flinkrest.embedded;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/**
 * A real Flink SQL Gateway in a child JVM, of any version from 1.16 to 2.3, whose statements run on
 * a cluster that has what SQL needs, see {@link EmbeddedFlink.Builder#sql()}.
 *
 * <pre>{@code
 * try (EmbeddedFlink flink = EmbeddedFlink.builder().version("2.3.0").sql().start();
 *         EmbeddedSqlGateway gateway = EmbeddedSqlGateway.start(flink)) {
 *     URI rest = gateway.uri();
 * }
 * }</pre>
 *
 * <p>The gateway listens on the loopback address alone, on a free port. It ends with {@link
 * #close()}, at the latest with this JVM, however that ends. Its JVM is of the same Java as this
 * one unless {@code javaHome} says otherwise.
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedSqlGateway extends EmbeddedServer {

    private static final String MAIN_CLASS = "dev.flinkrest.embedded.child.SqlGatewayChild";

    private EmbeddedSqlGateway(Running running) {
        super(running);
    }

    /**
     * Starts a gateway to a cluster, of the cluster's version, and waits until it answers.
     *
     * @param cluster the cluster, begun with {@link EmbeddedFlink.Builder#sql()}; not {@code null}
     * @return the running gateway; never {@code null}
     * @throws EmbeddedFlinkException if its jars cannot be had or it does not start
     */
    public static EmbeddedSqlGateway start(EmbeddedFlink cluster) {
        return builder().cluster(cluster).start();
    }

    /**
     * Returns a builder for a gateway that differs from the default one.
     *
     * @return a new builder, for the newest known version; never {@code null}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the full versions that this library is tested with, one for each minor that has a
     * gateway. They are not all those of {@link EmbeddedFlink#versions()}.
     *
     * @return the versions, oldest first; immutable, never {@code null}
     */
    public static List<String> versions() {
        return FlinkVersions.testedSqlGateways();
    }

    /**
     * Collects what the gateway is to be like. A builder can start several gateways, one after the
     * other. Not safe for use by several threads.
     */
    public static final class Builder extends EmbeddedServerBuilder<Builder> {

        private static final String CLUSTER_PORT = "rest.port";

        private Builder() {}

        /**
         * Sets the cluster that statements run on, and takes over its version.
         *
         * @param cluster the cluster, begun with {@link EmbeddedFlink.Builder#sql()}; not {@code
         *     null}
         * @return this
         */
        public Builder cluster(EmbeddedFlink cluster) {
            return version(cluster.version()).cluster(cluster.uri());
        }

        /**
         * Sets the cluster that statements run on. It must be of the gateway's version, and have
         * what SQL needs on its class path.
         *
         * @param cluster where its REST API is, with host and port, without a path; not {@code
         *     null}
         * @return this
         * @throws IllegalArgumentException if host or port is missing
         */
        public Builder cluster(URI cluster) {
            if (cluster.getHost() == null || cluster.getPort() < 1) {
                throw new IllegalArgumentException(
                        "cluster is \""
                                + cluster
                                + "\", but must have a host and a port, such as http://127.0.0.1:8081");
            }
            configuration("rest.address", cluster.getHost());
            return configuration(CLUSTER_PORT, Integer.toString(cluster.getPort()));
        }

        /**
         * Starts the gateway, and waits until it answers.
         *
         * @return the running gateway; never {@code null}
         * @throws IllegalStateException if no cluster was set
         * @throws EmbeddedFlinkException if its jars cannot be had or it does not start
         * @throws UncheckedIOException if its files cannot be written
         */
        public EmbeddedSqlGateway start() {
            if (!configuration().containsKey(CLUSTER_PORT)) {
                throw new IllegalStateException(
                        "No cluster was set; name the one that statements run on by cluster");
            }
            return launch(
                    new ChildProgram(
                            "Flink SQL Gateway", MAIN_CLASS, FlinkJars.ofSqlGateway(version())),
                    FlinkConfiguration::ofSqlGateway,
                    List.of(),
                    EmbeddedSqlGateway::new);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
