package dev.flinkrest;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.internal.http.EngineCaller;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.ConnectionBuilder;
import dev.flinkrest.rest.TlsOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** Describes a {@link FlinkRestClient}. Not safe for use by many threads. */
public final class FlinkRestClientBuilder extends ConnectionBuilder<FlinkRestClientBuilder> {

    FlinkRestClientBuilder() {
        super("http://localhost:8081");
    }

    @Override
    protected FlinkRestClientBuilder self() {
        return this;
    }

    /**
     * Names the job managers of one highly available cluster. The client keeps to the first that
     * answers, and moves on to the next when that one refuses or breaks connections, falls silent,
     * or has no leader to ask, or a proxy says so of it; it moves back only for the same reasons.
     * An uploaded jar is run, planned and deleted by the job manager that has it.
     *
     * @param urls their URLs, the one to be tried first at first
     * @return this builder
     * @throws IllegalArgumentException if there is none, one is there twice, or one is not of the
     *     form that {@link #url(String)} takes
     */
    public FlinkRestClientBuilder urls(String... urls) {
        return urls(List.of(urls).stream().map(this::parse).toList());
    }

    /**
     * Names the job managers of one highly available cluster. See {@link #urls(String...)}.
     *
     * @param urls their URLs, the one to be tried first at first
     * @return this builder
     * @throws IllegalArgumentException if there is none, one is there twice, or one is not of the
     *     form that {@link #url(String)} takes
     */
    public FlinkRestClientBuilder urls(List<URI> urls) {
        return servers(urls);
    }

    /**
     * Takes over what Flink's own configuration says to REST clients: {@code rest.address} (or
     * {@code jobmanager.rpc.address}), {@code rest.port}, {@code rest.url-prefix}, {@code
     * rest.connection-timeout}, and with {@code security.ssl.rest.enabled} the trust store, the
     * fingerprints, the oldest version, and for mutual authentication the key store. Reads the
     * files at once; what is called after this wins over it.
     *
     * <p>Names of hosts are checked, also where the file sets {@code security.ssl.verify-hostname}
     * to false: Flink's own REST clients check none. For stores, their content tells of what type
     * they are. With high availability, Flink's own clients look up the leader elsewhere; this one
     * takes the address in the file.
     *
     * @param path {@code config.yaml}, {@code flink-conf.yaml}, or the directory that one of them
     *     is in; a file of another name is read as {@code config.yaml}
     * @return this builder
     * @throws IllegalArgumentException if a file is missing or cannot be read, or a value is bad;
     *     the message says which, and shows no password
     */
    public FlinkRestClientBuilder flinkConfig(Path path) {
        return flinkConfig(path, UnaryOperator.identity());
    }

    /**
     * Takes over what Flink's own configuration says to REST clients, as {@link #flinkConfig(Path)}
     * does, and changes what it says of TLS.
     *
     * @param path {@code config.yaml}, {@code flink-conf.yaml}, or the directory that one of them
     *     is in
     * @param tls sets more, for example {@code TlsOptions.Builder::insecureAcceptAnyHostName}; not
     *     called if the server speaks plain http
     * @return this builder
     * @throws IllegalArgumentException if a file is missing or cannot be read, or a value is bad
     */
    public FlinkRestClientBuilder flinkConfig(Path path, UnaryOperator<TlsOptions.Builder> tls) {
        FlinkConfig config = new FlinkConfig(path);
        url(config.url());
        TlsOptions options = config.tls(tls);
        if (options != null) {
            tls(options);
        }
        Duration connectTimeout = config.connectTimeout();
        if (connectTimeout != null) {
            callOptions(CallOptions.NONE.withConnectTimeout(connectTimeout));
        }
        return this;
    }

    /**
     * Makes the client; connects to nothing yet.
     *
     * @return a client, to be closed
     * @throws IllegalStateException if no URL was set
     */
    public FlinkRestClient build() {
        EngineCaller caller =
                new EngineCaller(
                        settings(),
                        (rest, options) ->
                                rest.send(ClusterEndpoints.CONFIG.with().with(options))
                                        .flinkVersion());
        return new FlinkRestClient(caller, caller::close);
    }
}
