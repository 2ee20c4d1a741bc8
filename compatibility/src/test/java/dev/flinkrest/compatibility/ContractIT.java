package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation on a real server of each version, with profiling and flame graphs switched on. In
 * the end, every row of every table that this version has must have been seen to work, no field of
 * any reply lost, and the cluster shut down by the library itself.
 */
@ParameterizedClass(name = "Flink {0}")
@MethodSource("dev.flinkrest.compatibility.ClusterUnderTest#versions")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class ContractIT
        implements BulkMetricsContract,
                ClusterContract,
                DiagnosisContract,
                DiagnosticsContract,
                JarsContract,
                JobsContract,
                LogsContract,
                SavepointContract,
                VertexContract,
                WaitingContract,
                WatchContract,
                ApplicationsContract,
                ErrorContract {

    /** Every version answers 503, which ErrorContract sees. */
    private static final String SWITCHED_OFF = "PATCH /jobs/:jobid/rescaling";

    @Parameter String version;

    private ClusterUnderTest cluster;

    @BeforeParameterizedClassInvocation
    void start() {
        cluster = new ClusterUnderTest(version, Map.of());
        cluster.jobs();
    }

    @Override
    public ClusterUnderTest cluster() {
        return cluster;
    }

    @AfterParameterizedClassInvocation
    void everyRowWorkedAndNoFieldWasLost() {
        try {
            cluster.flink().deleteCluster();
            if (cluster.deletesUnknownDataSets()) {
                ClusterUnderTest.await(() -> cluster.server().isAlive(), alive -> !alive);
            }
            Set<String> expected = new TreeSet<>(EndpointTables.rows(Server.JOB_MANAGER).keySet());
            expected.removeIf(row -> !cluster.isAtLeast(EndpointTables.since(row)));
            expected.removeAll(AdaptiveIT.ROWS);
            expected.remove(SWITCHED_OFF);
            assertThat(cluster.recorder().succeeded())
                    .as("rows that a reply was seen of on Flink " + version)
                    .containsExactlyElementsOf(expected);
            assertThat(cluster.recorder().lost()).as("fields lost on Flink " + version).isEmpty();
            Seen.hold(Server.JOB_MANAGER, version, getClass(), cluster.recorder().succeeded());
        } finally {
            cluster.close();
        }
    }
}
