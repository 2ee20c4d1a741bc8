package dev.flinkrest.compatibility;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.embedded.EmbeddedSqlGateway;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.sql.SqlApiVersion;
import dev.flinkrest.sql.SqlGateway;
import dev.flinkrest.sql.SqlResult;
import dev.flinkrest.sql.SqlRow;
import dev.flinkrest.sql.SqlSession;
import dev.flinkrest.sql.StatementOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real SQL Gateway of one version, the cluster behind it, and the library on top of both. */
final class GatewayUnderTest implements AutoCloseable {
    private final EmbeddedFlink server;
    private final EmbeddedSqlGateway gatewayServer;
    private final FlinkRestClient flink;
    private final SqlGateway client;
    private final RecordingCaller recorder;
    private final SqlGateway gateway;

    GatewayUnderTest(String version) {
        server = EmbeddedFlink.builder().version(version).sql().slots(16).start();
        gatewayServer = startGateway(Map.of());
        flink = FlinkRestClient.connect(server.uri());
        client = SqlGateway.connect(gatewayServer.uri());
        boolean keep = Boolean.getBoolean("replies.record");
        Path replies = Path.of(System.getProperty("replies.directory", "replies"));
        recorder =
                new RecordingCaller(
                        client, keep ? replies.resolve(version) : null, this::withoutDirectories);
        gateway = SqlGateway.over(recorder);
    }

    private String withoutDirectories(String reply) {
        return reply.replace(gatewayServer.directory().toString(), "/flink");
    }

    /**
     * The versions that the build asks for, so far as they have a gateway: Flink has one since
     * 1.16. Of some minors another patch is taken, see {@link EmbeddedSqlGateway#versions}: of
     * 1.16.3, 1.19.3 and 2.0.1, Maven's repositories may lack the gateway.
     */
    static Stream<String> versions() {
        Set<String> minors =
                ClusterUnderTest.versions()
                        .map(version -> FlinkVersion.parse(version).orElseThrow().minorText())
                        .collect(Collectors.toSet());
        return EmbeddedSqlGateway.versions().stream()
                .filter(
                        version ->
                                minors.contains(
                                        FlinkVersion.parse(version).orElseThrow().minorText()));
    }

    /** Starts another gateway to the same cluster. */
    EmbeddedSqlGateway startGateway(Map<String, String> configuration) {
        return EmbeddedSqlGateway.builder().cluster(server).configuration(configuration).start();
    }

    /** The client, whose replies are recorded. */
    SqlGateway gateway() {
        return gateway;
    }

    FlinkRestClient flink() {
        return flink;
    }

    RecordingCaller recorder() {
        return recorder;
    }

    boolean isAtLeast(FlinkVersion version) {
        return FlinkVersion.parse(server.version()).orElseThrow().isAtLeast(version);
    }

    boolean has(SqlApiVersion api) {
        return isAtLeast(api.since());
    }

    /** Executes a statement and returns all its rows. */
    static List<SqlRow> run(SqlSession session, String statement) {
        StatementOptions options =
                StatementOptions.builder().rowTimeout(ClusterUnderTest.PATIENCE).build();
        try (SqlResult result = session.execute(statement, options)) {
            return result.stream().toList();
        }
    }

    @Override
    public void close() {
        gateway.close();
        client.close();
        flink.close();
        gatewayServer.close();
        server.close();
    }
}
