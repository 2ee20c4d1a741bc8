package dev.flinkrest.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import org.junit.jupiter.api.Test;

class EmbeddedSqlGatewayTest {

    @Test
    void wantsACluster() {
        EmbeddedSqlGateway.Builder builder = EmbeddedSqlGateway.builder();
        assertThatIllegalStateException()
                .isThrownBy(builder::start)
                .withMessageContaining("No cluster was set");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.cluster(URI.create("http://localhost")))
                .withMessageContaining("must have a host and a port");
        assertThat(builder.cluster(URI.create("http://127.0.0.1:8081")).configuration())
                .containsEntry("rest.address", "127.0.0.1")
                .containsEntry("rest.port", "8081");
    }

    @Test
    void everyVersionIsOfAMinorThatIsKnown() {
        assertThat(EmbeddedSqlGateway.versions())
                .isNotEmpty()
                .allSatisfy(
                        version -> assertThat(FlinkVersions.resolve(version)).isEqualTo(version));
    }

    @Test
    void clusterHasWhatSqlNeedsOnlyIfItIsAskedFor() {
        assertThat(FlinkJars.ofSqlCluster("2.3.0"))
                .containsAll(FlinkJars.ofCluster("2.3.0"))
                .contains("org.apache.flink:flink-table-planner-loader:2.3.0")
                .doesNotContain("org.apache.flink:flink-sql-gateway:2.3.0");
        assertThat(FlinkJars.ofSqlGateway("2.3.0"))
                .containsAll(FlinkJars.ofSqlCluster("2.3.0"))
                .contains("org.apache.flink:flink-sql-gateway:2.3.0");
    }
}
