package dev.flinkrest.monitoring.metrics;

import static dev.flinkrest.monitoring.metrics.CannedMetrics.JOB;
import static dev.flinkrest.monitoring.metrics.CannedMetrics.VERTEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MetricSelectionTest {
    private static void refuses(String reason, ThrowingCallable selection) {
        assertThatIllegalArgumentException().isThrownBy(selection).withMessageContaining(reason);
    }

    @Test
    void refusesWhatChoosesNothing() {
        var all = MetricNames.all();
        refuses("no metrics are chosen", () -> MetricSelection.builder().build());
        refuses("no metrics are chosen", () -> MetricSelection.builder().jobs(JOB).build());
        refuses("but no jobs", () -> MetricSelection.builder().vertexMetrics(all).build());
        refuses(
                "jobs are chosen, but no metrics of them",
                () -> MetricSelection.builder().runningJobs().jobManagerMetrics(all).build());
        refuses(
                "vertices are chosen, but no metrics of them",
                () -> MetricSelection.builder().jobs(JOB).vertices(VERTEX).jobMetrics(all).build());
        refuses("there are no jobs", () -> MetricSelection.builder().jobs(List.of()));
        refuses("there are no metric names", () -> MetricNames.of());
        refuses("metric name is blank", () -> MetricNames.of("a", " "));
        refuses("prefix is blank", () -> MetricNames.startingWith(""));
        refuses(
                "metric name '0.numRecordsIn' begins with a subtask's number",
                () -> MetricSelection.builder().subtaskMetrics(MetricNames.of("0.numRecordsIn")));
        refuses("timeout is PT0S", () -> MetricSelection.builder().timeout(Duration.ZERO));
        refuses(
                "maxParallelRequests is 0; expected at least 1",
                () -> MetricSelection.builder().maxParallelRequests(0));
    }

    @Test
    void aSelectionDoesNotChangeWithItsBuilder() {
        MetricSelection.Builder builder =
                MetricSelection.builder().jobs(JOB).jobMetrics(MetricNames.all());
        MetricSelection selection = builder.build();
        builder.runningJobs().timeout(Duration.ofSeconds(1)).maxParallelRequests(2);
        assertThat(selection.jobs()).containsExactly(JOB);
        assertThat(selection.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(selection.maxParallelRequests()).isEqualTo(8);
        assertThat(builder.build().jobs()).isEmpty();
    }

    @Test
    void namesAreJoined() {
        MetricNames names =
                MetricNames.of("a", "b")
                        .or(MetricNames.startingWith("x."))
                        .or(MetricNames.of("c", "a"))
                        .or(MetricNames.matching(name -> name.endsWith("z")));
        assertThat(names.named()).containsExactly("a", "b", "c");
        assertThat(List.of("x.1", "yz", "a"))
                .filteredOn(names.listed())
                .containsExactly("x.1", "yz");
        assertThat(MetricNames.of("a").listed()).isNull();
    }
}
