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
 * Every operation of the reference mapping on a real server of each version. In the end, every row
 * of every table must have been seen to work, no field of any reply lost, and the cluster shut down
 * by the library itself.
 */
@ParameterizedClass(name = "Flink {0}")
@MethodSource("dev.flinkrest.compatibility.ClusterUnderTest#versions")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class ReferenceMappingIT
        implements ClusterContract,
                JarsContract,
                JobsContract,
                SavepointContract,
                VertexContract,
                ErrorContract {

    /** Rows that a cluster cannot be made to answer with success here, and why. */
    private static final Map<String, String> NOT_SEEN =
            Map.of(
                    "PATCH /jobs/:jobid/rescaling",
                    "every version answers 503; ErrorContract sees that",
                    "PUT /jobs/:jobid/resource-requirements",
                    "needs the adaptive scheduler; RescaleIT sees it");

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
            Set<String> missing = new TreeSet<>(EndpointTables.ROWS.keySet());
            missing.removeAll(cluster.recorder().succeeded());
            assertThat(missing)
                    .as("rows that no reply was seen of on Flink " + version)
                    .isEqualTo(new TreeSet<>(NOT_SEEN.keySet()));
            assertThat(cluster.recorder().lost()).as("fields lost on Flink " + version).isEmpty();
            Seen.hold(Server.JOB_MANAGER, version, getClass(), cluster.recorder().succeeded());
        } finally {
            cluster.close();
        }
    }
}
