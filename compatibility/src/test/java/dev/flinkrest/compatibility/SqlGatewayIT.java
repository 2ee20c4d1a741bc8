package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.sql.SessionOptions;
import dev.flinkrest.sql.SqlApiVersion;
import dev.flinkrest.sql.SqlEndpoints;
import dev.flinkrest.sql.SqlSession;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation of the SQL Gateway on real gateways. In the end, every row of the table must have
 * been seen to work where the gateway has it, and no field of any reply lost.
 */
@ParameterizedClass(name = "SQL Gateway {0}", allowZeroInvocations = true)
@MethodSource("dev.flinkrest.compatibility.GatewayUnderTest#versions")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class SqlGatewayIT implements SqlSessionsContract, SqlStatementsContract, SqlTypesContract {
    @Parameter String version;

    private GatewayUnderTest server;
    private SqlSession session;

    @BeforeParameterizedClassInvocation
    void start() {
        server = new GatewayUnderTest(version);
        session =
                server.gateway()
                        .openSession(
                                SessionOptions.builder()
                                        .name("contract")
                                        .property("parallelism.default", "1")
                                        .property("table.local-time-zone", "UTC")
                                        .build());
        GatewayUnderTest.run(
                session,
                "CREATE TABLE numbers (a INT COMMENT 'a number') WITH ('connector' = 'datagen',"
                        + " 'rows-per-second' = '2000')");
        GatewayUnderTest.run(session, "CREATE TABLE hole (a INT) WITH ('connector' = 'blackhole')");
    }

    @Override
    public GatewayUnderTest server() {
        return server;
    }

    @Override
    public SqlSession session() {
        return session;
    }

    @Test
    void saysWhatItIsAndSpeaksTheNewestVersion() {
        assertThat(server.gateway().info().productName()).isEqualTo("Apache Flink");
        assertThat(server.gateway().info().version()).isEqualTo(version);
        assertThat(server.gateway().version()).hasToString(version);
        List<String> expected =
                Stream.of(SqlApiVersion.values()).filter(server::has).map(Enum::name).toList();
        assertThat(server.gateway().apiVersions()).isEqualTo(expected);
        assertThat(server.gateway().apiVersion()).hasToString(expected.get(expected.size() - 1));
    }

    @AfterParameterizedClassInvocation
    void everyRowWorkedAndNoFieldWasLost() {
        try {
            session.close();
            assertThatExceptionOfType(NotFoundException.class).isThrownBy(session::config);
            Set<String> expected = new TreeSet<>(EndpointTables.rows(Server.SQL_GATEWAY).keySet());
            expected.removeIf(row -> !server.isAtLeast(EndpointTables.since(row)));
            expected.remove(SqlEndpoints.DEPLOY_SCRIPT.toString());
            assertThat(server.recorder().succeeded())
                    .as("rows that a reply was seen of on " + version)
                    .containsExactlyElementsOf(expected);
            assertThat(server.recorder().lost()).as("fields lost on " + version).isEmpty();
            Seen.hold(Server.SQL_GATEWAY, version, getClass(), server.recorder().succeeded());
        } finally {
            server.close();
        }
    }
}
