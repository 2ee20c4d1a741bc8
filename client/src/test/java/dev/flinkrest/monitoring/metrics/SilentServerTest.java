package dev.flinkrest.monitoring.metrics;

import static dev.flinkrest.monitoring.metrics.CannedMetrics.JOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.support.RawServer;
import dev.flinkrest.support.Recorded;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Collects over real connections that give nothing. */
@Timeout(20)
class SilentServerTest {
    private static final MetricSelection HEALTH =
            MetricSelection.builder()
                    .jobs(JOB)
                    .health()
                    .maxParallelRequests(2)
                    .timeout(Duration.ofSeconds(2))
                    .build();

    @Test
    void givesWhatCameInTimeAndTellsWhatDidNot() throws IOException {
        String details = Recorded.reply("metrics/job-2.3.0.json");
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    if (request.line().contains("/jobs/" + JOB + " ")) {
                                        RawServer.write(socket, RawServer.ok(details));
                                    }
                                });
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            MetricsSnapshot snapshot = flink.metrics().collect(HEALTH);
            assertThat(snapshot.jobs().get(JOB).name()).isEqualTo("Example job");
            assertThat(snapshot.health().get(0).vertices()).hasSize(3);
            // of two on their way none was answered, so the third was never sent
            assertThat(server.requests).hasSize(3);
            assertThat(snapshot.missing())
                    .hasSizeGreaterThan(2)
                    .allSatisfy(
                            missing ->
                                    assertThat(missing.failure())
                                            .isInstanceOf(DeadlineExceededException.class))
                    .extracting(MissingMetrics::reason)
                    .anyMatch(reason -> reason.endsWith("the server has not answered"))
                    .anyMatch(reason -> reason.endsWith("there was no time left to ask"));
        }
    }

    @Test
    void throwsWhenNothingCame() throws IOException {
        URI nobody;
        try (RawServer server = new RawServer((request, socket) -> {});
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            nobody = server.uri();
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> flink.metrics().collect(HEALTH))
                    .withMessage(
                            "GET /jobs/:jobid: not done within PT2S: the server has not answered");
        }
        try (FlinkRestClient flink = FlinkRestClient.connect(nobody)) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> flink.metrics().collect(HEALTH));
        }
    }
}
