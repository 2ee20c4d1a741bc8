package dev.flinkrest.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.testkit.Fault;
import dev.flinkrest.testkit.FaultPlan;
import dev.flinkrest.testkit.FaultProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shows how programs are tested on a network that loses answers. */
@Timeout(120)
class LostAnswersIT {
    private static final Path JAR =
            Path.of(Objects.requireNonNull(System.getProperty("example.job")));

    // script
    @Test
    void startsOneJobThoughAnswersAreLost() throws Exception {
        FaultPlan plan =
                FaultPlan.script(Fault.CUT_BEFORE_REPLY, Fault.CUT_BEFORE_REQUEST)
                        .on(line -> line.contains("/run ") || line.startsWith("GET /jobs/"));
        try (EmbeddedFlink server = EmbeddedFlink.start("2.3");
                FaultProxy proxy = FaultProxy.start(server.uri(), plan);
                FlinkRestClient flink = FlinkRestClient.connect(proxy.uri())) {
            JobId job = flink.jars().uploadAndRun(JAR, RunOptions.none());
            // the answer to the run was lost, and so was the question whether the job is there
            assertThat(proxy.incidents())
                    .extracting(FaultProxy.Incident::fault)
                    .containsExactly(Fault.CUT_BEFORE_REPLY, Fault.CUT_BEFORE_REQUEST);
            assertThat(flink.jobs().ids()).containsExactly(job);
        }
    }

    // end of script

    @Test
    void waitsThroughAnUnreliableNetwork() throws Exception {
        // random
        FaultPlan plan =
                FaultPlan.random(42, 0.3, Fault.RESET_AFTER_REQUEST, Fault.CUT_IN_REPLY)
                        .on(line -> line.startsWith("GET /jobs/"));
        // end of random
        RunOptions options =
                RunOptions.builder().arguments("--records", "300", "--rate", "100").build();
        try (EmbeddedFlink server = EmbeddedFlink.start("2.3");
                FaultProxy proxy = FaultProxy.start(server.uri(), plan);
                FlinkRestClient flink = FlinkRestClient.connect(proxy.uri())) {
            JobId job = flink.jars().uploadAndRun(JAR, options);
            assertThat(flink.jobs().awaitTerminated(job, Duration.ofMinutes(1)).state())
                    .isEqualTo(JobStatus.FINISHED);
            assertThat(proxy.incidents()).hasSizeGreaterThan(1);
        }
    }
}
