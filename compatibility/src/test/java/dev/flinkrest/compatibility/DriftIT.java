package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.embedded.EmbeddedFlinkException;
import dev.flinkrest.rest.FlinkVersion;
import java.nio.file.Path;
import java.util.List;
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

    @ParameterizedTest(name = "Flink {0}")
    @MethodSource("dev.flinkrest.compatibility.ClusterUnderTest#versions")
    void theTablesHaveWhatTheJobManagerHas(String version) {
        Set<String> handlers = FlinkHandlers.find(EmbeddedFlink.jars(version), "org/apache/flink/");
        check(Server.JOB_MANAGER, version, handlers);
    }

    @ParameterizedTest(name = "Flink {0}")
    @MethodSource("dev.flinkrest.compatibility.ClusterUnderTest#versions")
    void theTablesHaveWhatTheSqlGatewayHas(String version) {
        check(Server.SQL_GATEWAY, version, gatewayHandlers(version));
    }

    private static Set<String> gatewayHandlers(String version) {
        if (!parse(version).isAtLeast(FlinkVersion.V1_16)) {
            return Set.of(); // there was no gateway yet
        }
        EmbeddedFlink.jars(version); // without those, there is nothing to skip
        String jar = "org.apache.flink:flink-sql-gateway:" + gatewayOf(version);
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

    /** Of the same minor, in the patch release that is tested; operations come with minors. */
    private static String gatewayOf(String version) {
        String minor = parse(version).minorText();
        return Server.SQL_GATEWAY.versions().stream()
                .filter(tested -> parse(tested).minorText().equals(minor))
                .findFirst()
                .orElse(version);
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
