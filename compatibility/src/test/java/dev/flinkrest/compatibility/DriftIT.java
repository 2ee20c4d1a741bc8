package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.embedded.EmbeddedFlinkException;
import dev.flinkrest.rest.FlinkVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the library's tables to the handlers in Flink's own jars: no operation of Flink's is
 * missing here unless {@code known-gaps.csv} says why, and each row says exactly since when Flink
 * has it. No server is started.
 */
class DriftIT {
    private static final List<String> TESTED = EmbeddedFlink.versions();

    /**
     * Versions whose gateway is looked at in another patch release, as not every repository has the
     * jar of each. Operations come with minors.
     */
    private static final Map<String, String> GATEWAYS =
            Map.of("1.16.3", "1.16.1", "1.19.3", "1.19.1", "2.0.1", "2.0.0");

    @ParameterizedTest(name = "Flink {0}")
    @MethodSource("dev.flinkrest.compatibility.ClusterUnderTest#versions")
    void theTablesHaveWhatTheJobManagerHas(String version) {
        Set<String> handlers = FlinkHandlers.find(EmbeddedFlink.jars(version), "org/apache/flink/");
        check(Server.JOB_MANAGER, version, handlers);
    }

    @ParameterizedTest(name = "Flink {0}")
    @MethodSource("dev.flinkrest.compatibility.ClusterUnderTest#versions")
    void theTablesHaveWhatTheSqlGatewayHas(String version) {
        assumeFalse(
                EndpointTables.rows(Server.SQL_GATEWAY).isEmpty(),
                "the SQL Gateway's tables are to come");
        check(Server.SQL_GATEWAY, version, gatewayHandlers(version));
    }

    private static Set<String> gatewayHandlers(String version) {
        if (!parse(version).isAtLeast(FlinkVersion.V1_16)) {
            return Set.of(); // there was no gateway yet
        }
        EmbeddedFlink.jars(version); // without those, there is nothing to skip
        String jar =
                "org.apache.flink:flink-sql-gateway:" + GATEWAYS.getOrDefault(version, version);
        List<Path> jars;
        try {
            jars = EmbeddedFlink.jars(version, jar);
        } catch (EmbeddedFlinkException e) {
            String reason = "Skipped the SQL Gateway of Flink " + version + ". " + e.getMessage();
            System.out.println(reason); // Maven would not
            return abort(reason);
        }
        return FlinkHandlers.find(jars, "org/apache/flink/table/gateway/").stream()
                .map(Server.SQL_GATEWAY::withVersion)
                .collect(Collectors.toSet());
    }

    private static void check(Server server, String version, Set<String> handlers) {
        List<String> findings =
                Drift.findings(
                        parse(version),
                        parse(TESTED.get(TESTED.size() - 1)),
                        handlers,
                        EndpointTables.rows(server).values().stream()
                                .map(
                                        row ->
                                                new Drift.Row(
                                                        server.withVersion(row.toString()),
                                                        row.since()))
                                .toList(),
                        KnownGap.read().stream().filter(gap -> gap.server() == server).toList());
        assertThat(findings)
                .withFailMessage(
                        () ->
                                "the tables and the %s of Flink %s differ:%n%s"
                                        .formatted(
                                                server.title(),
                                                version,
                                                String.join("\n", findings)))
                .isEmpty();
    }

    private static FlinkVersion parse(String version) {
        return FlinkVersion.parse(version).orElseThrow();
    }
}
