package dev.flinkrest.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlinkJarsTest {

    private static final String LOGGING = "org.apache.logging.log4j:log4j-slf4j-impl:2.24.3";

    @Test
    void scalaVersionLeavesTheNamesStepByStep() {
        assertThat(FlinkJars.ofCluster("1.13.6"))
                .containsExactly(
                        "org.apache.flink:flink-runtime_2.12:1.13.6",
                        "org.apache.flink:flink-runtime-web_2.12:1.13.6",
                        "org.apache.flink:flink-clients_2.12:1.13.6",
                        "org.apache.flink:flink-streaming-java_2.12:1.13.6",
                        LOGGING);
        assertThat(FlinkJars.ofCluster("1.14.6"))
                .containsExactly(
                        "org.apache.flink:flink-runtime:1.14.6",
                        "org.apache.flink:flink-runtime-web_2.12:1.14.6",
                        "org.apache.flink:flink-clients_2.12:1.14.6",
                        "org.apache.flink:flink-streaming-java_2.12:1.14.6",
                        "org.apache.flink:flink-rpc-akka-loader:1.14.6",
                        LOGGING);
        assertThat(FlinkJars.ofCluster("2.3.0"))
                .containsExactly(
                        "org.apache.flink:flink-runtime:2.3.0",
                        "org.apache.flink:flink-runtime-web:2.3.0",
                        "org.apache.flink:flink-clients:2.3.0",
                        "org.apache.flink:flink-streaming-java:2.3.0",
                        "org.apache.flink:flink-rpc-akka-loader:2.3.0",
                        LOGGING);
    }
}
