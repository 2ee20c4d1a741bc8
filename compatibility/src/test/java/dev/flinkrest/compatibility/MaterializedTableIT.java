package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.embedded.EmbeddedSqlGateway;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.sql.RefreshOptions;
import dev.flinkrest.sql.SqlGateway;
import dev.flinkrest.sql.SqlResult;
import dev.flinkrest.sql.SqlRow;
import dev.flinkrest.sql.SqlSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Refreshes a real materialized table. The catalog that holds it comes from Flink's own tests,
 * whose jar can be had for a patch of some minors only.
 */
@Timeout(180)
class MaterializedTableIT {
    private static final Map<String, String> CATALOG_JARS =
            Map.of("1.20.3", "1.20.0", "2.0.0", "2.0.0", "2.3.0", "2.3.0");

    static Stream<String> versions() {
        return GatewayUnderTest.versions().filter(CATALOG_JARS::containsKey);
    }

    @ParameterizedTest(name = "SQL Gateway {0}", allowZeroInvocations = true)
    @MethodSource("versions")
    void refreshesAMaterializedTable(String version, @TempDir Path directory) throws Exception {
        Path database = Files.createDirectories(directory.resolve("catalog/db"));
        try (EmbeddedFlink cluster = EmbeddedFlink.builder().version(version).sql().start();
                EmbeddedSqlGateway server =
                        EmbeddedSqlGateway.builder()
                                .cluster(cluster)
                                .configuration("workflow-scheduler.type", "embedded")
                                // the scheduler calls the gateway where its configuration says
                                .configuration("sql-gateway.endpoint.rest.port", freePort())
                                .start();
                FlinkRestClient flink = FlinkRestClient.connect(cluster.uri());
                SqlGateway gateway = SqlGateway.connect(server.uri());
                SqlSession session = gateway.openSession()) {
            for (Path jar : catalogJars(version)) {
                GatewayUnderTest.run(session, "ADD JAR '" + jar + "'");
            }
            GatewayUnderTest.run(
                    session,
                    "CREATE CATALOG files WITH ('type' = 'test-filesystem', 'path' = '"
                            + database.getParent()
                            + "', 'default-database' = 'db')");
            GatewayUnderTest.run(session, "USE CATALOG files");
            GatewayUnderTest.run(session, "SET 'execution.runtime-mode' = 'batch'");
            GatewayUnderTest.run(session, "SET 'table.dml-sync' = 'true'");
            GatewayUnderTest.run(
                    session, "CREATE TABLE orders (a INT, b STRING) WITH ('format' = 'json')");
            GatewayUnderTest.run(session, "INSERT INTO orders VALUES (1, 'x'), (2, 'x'), (3, 'y')");
            GatewayUnderTest.run(
                    session,
                    "CREATE MATERIALIZED TABLE sums (PRIMARY KEY (b) NOT ENFORCED) WITH ('format' ="
                            + " 'json') FRESHNESS = INTERVAL '1' DAY REFRESH_MODE = FULL AS SELECT"
                            + " COALESCE(b, '') AS b, SUM(a) AS total FROM orders GROUP BY b");
            RefreshOptions options =
                    RefreshOptions.builder().executionConfig("parallelism.default", "1").build();
            JobId job;
            try (SqlResult refresh = session.refreshMaterializedTable("files.db.sums", options)) {
                List<SqlRow> rows = refresh.stream().toList();
                assertThat(rows).hasSize(1);
                job = JobId.of(String.valueOf(rows.get(0).get(0)));
            }
            ClusterUnderTest.await(() -> flink.jobs().get(job).state(), JobStatus.FINISHED::equals);
            assertThat(GatewayUnderTest.run(session, "SELECT b, total FROM sums"))
                    .extracting(SqlRow::values)
                    .containsExactlyInAnyOrder(List.of("x", 3), List.of("y", 3));
        }
    }

    private static List<Path> catalogJars(String version) {
        String catalog =
                "org.apache.flink:flink-table-filesystem-test-utils:" + CATALOG_JARS.get(version);
        String files = "org.apache.flink:flink-connector-files:" + version;
        List<Path> jars = EmbeddedFlink.jars(version, catalog, files);
        return jars.stream()
                .filter(
                        jar ->
                                jar.getFileName()
                                        .toString()
                                        .matches(".*(filesystem-test-utils|connector-files)-.*"))
                .toList();
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
