package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.RescaleId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.JobResourceRequirements;
import dev.flinkrest.jobs.Jobs;
import dev.flinkrest.jobs.VertexResourceRequirements;
import dev.flinkrest.jobs.rescales.Rescale;
import dev.flinkrest.jobs.rescales.Rescales;
import dev.flinkrest.jobs.rescales.VertexParallelism;
import dev.flinkrest.rest.FlinkVersion;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What only the adaptive scheduler can, which may rescale running jobs since Flink 1.18. */
@ParameterizedClass(name = "Flink {0}")
@MethodSource("versions")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class AdaptiveIT {
    /** Rows that only a job under the adaptive scheduler answers with success. */
    static final Set<String> ROWS =
            Set.of(
                    "GET /jobs/:jobid/resource-requirements",
                    "PUT /jobs/:jobid/resource-requirements",
                    "GET /jobs/:jobid/rescales/config",
                    "GET /jobs/:jobid/rescales/overview",
                    "GET /jobs/:jobid/rescales/summary",
                    "GET /jobs/:jobid/rescales/history",
                    "GET /jobs/:jobid/rescales/details/:rescaleuuid");

    /** A cluster that rescales at once, and keeps a history of it. */
    static final Map<String, String> CONFIGURATION =
            Map.of(
                    "jobmanager.scheduler", "adaptive",
                    "web.adaptive-scheduler.rescale-history.size", "20",
                    // under its two names; Flink would wait 30 s before it rescales
                    "jobmanager.adaptive-scheduler.scaling-interval.min", "0 s",
                    "jobmanager.adaptive-scheduler.executing.cooldown-after-rescaling", "0 s",
                    "jobmanager.adaptive-scheduler.executing.resource-stabilization-timeout",
                            "1 s");

    @Parameter String version;

    private ClusterUnderTest cluster;
    private JobId job;

    static Stream<String> versions() {
        return ClusterUnderTest.versions()
                .filter(
                        version ->
                                FlinkVersion.parse(version)
                                        .orElseThrow()
                                        .isAtLeast(FlinkVersion.V1_18));
    }

    @BeforeParameterizedClassInvocation
    void start() {
        cluster = new ClusterUnderTest(version, CONFIGURATION);
        job = cluster.run(cluster.upload(), "--parallelism", "1", "--checkpoint-interval", "500");
        cluster.awaitRunning(job);
    }

    private Jobs jobs() {
        return cluster.flink().jobs();
    }

    @Test
    void rescalesARunningJobUpAndDown() {
        for (int parallelism : new int[] {3, 2}) {
            var rescaling = jobs().rescale(job, parallelism);
            assertThat(rescaling.triggerId()).isNull();
            rescaling.await(Duration.ofSeconds(60));
            hasParallelism(parallelism);
        }
    }

    private void hasParallelism(int parallelism) {
        assertThat(cluster.awaitRunning(job).vertices())
                .allSatisfy(vertex -> assertThat(vertex.parallelism()).isEqualTo(parallelism));
    }

    @Test
    void readsAndSetsTheBoundsOfEachVertex() {
        Set<VertexId> vertices = Set.copyOf(jobs().getVertexIds(job));
        var wanted =
                new JobResourceRequirements(
                        vertices.stream()
                                .collect(
                                        Collectors.toMap(
                                                vertex -> vertex,
                                                vertex ->
                                                        VertexResourceRequirements.parallelism(
                                                                1, 4))));
        jobs().updateResourceRequirements(job, wanted);
        assertThat(jobs().getResourceRequirements(job)).isEqualTo(wanted);
        ClusterUnderTest.await(
                () -> jobs().get(job),
                details -> details.vertices().stream().allMatch(v -> v.parallelism() == 4));
        hasParallelism(4);
        assertThatExceptionOfType(ServerErrorException.class)
                .isThrownBy(
                        () ->
                                jobs().updateResourceRequirements(
                                                job, new JobResourceRequirements(Map.of())))
                .satisfies(e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void readsItsRescales() {
        cluster.assume(FlinkVersion.V2_3);
        Rescales rescales = jobs().getRescales(job);
        jobs().rescale(job, 5).await(Duration.ofSeconds(60));
        assertThat(rescales.config().rescaleHistoryMax()).isEqualTo(20);
        assertThat(rescales.config().executingCooldownTimeout()).isZero();
        var overview =
                ClusterUnderTest.await(
                        rescales::overview,
                        answer ->
                                answer.latest().completed() != null
                                        && answer.latest().completed().triggerCause()
                                                == Rescale.TriggerCause.UPDATE_REQUIREMENT);
        assertThat(overview.rescalesCounts().completed()).isGreaterThanOrEqualTo(2);
        RescaleId id = overview.latest().completed().rescaleUuid();
        assertThat(rescales.history()).extracting(Rescale::rescaleUuid).contains(id);
        Rescale rescale = rescales.get(id);
        assertThat(rescale.terminalState()).isEqualTo(Rescale.TerminalState.COMPLETED);
        assertThat(rescale.terminatedReason()).isEqualTo(Rescale.TerminatedReason.SUCCEEDED);
        assertThat(rescale.vertices())
                .containsOnlyKeys(jobs().getVertexIds(job))
                .allSatisfy((vertex, it) -> assertThat(it.jobVertexId()).isEqualTo(vertex));
        assertThat(rescale.vertices().values())
                .extracting(VertexParallelism::postRescaleParallelism)
                .containsOnly(5);
        assertThat(rescale.slots()).hasSize(1);
        assertThat(rescale.schedulerStates()).isNotEmpty();
        assertThat(rescales.summary().completedRescalesDurationStats().max()).isPositive();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> rescales.get(RescaleId.of("0".repeat(32))));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> jobs().getRescales(JobId.random()).overview());
    }

    @AfterParameterizedClassInvocation
    void everyRowWorkedAndNoFieldWasLost() {
        try {
            EveryRead.of(jobs(), job); // of a rescaled job too, no field is lost
            assertThat(cluster.recorder().succeeded())
                    .containsAll(
                            ROWS.stream()
                                    .filter(row -> cluster.isAtLeast(EndpointTables.since(row)))
                                    .toList());
            Seen.hold(Server.JOB_MANAGER, version, getClass(), cluster.recorder().succeeded());
            assertThat(cluster.recorder().lost()).as("fields lost on Flink " + version).isEmpty();
        } finally {
            cluster.close();
        }
    }
}
