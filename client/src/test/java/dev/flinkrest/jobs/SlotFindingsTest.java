package dev.flinkrest.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.cluster.ClusterOverview;
import dev.flinkrest.jobs.diagnosis.Finding;
import dev.flinkrest.jobs.diagnosis.Finding.Severity;
import dev.flinkrest.jobs.diagnosis.MissingSlots;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotFindingsTest {
    private static final String TASKS = "\"SCHEDULED\":100";

    private static ClusterOverview cluster(int total, int free) {
        return Replies.decode(
                ClusterEndpoints.OVERVIEW,
                Replies.text("short-2.3.0-overview")
                        .replace("\"slots-total\":16", "\"slots-total\":" + total)
                        .replace("\"slots-available\":0", "\"slots-available\":" + free));
    }

    private static Optional<Finding> missing(JobDetails job, ClusterOverview cluster) {
        return SlotFindings.missing(job, cluster, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short-1.13.6", "short-2.3.0"})
    void countsTheSlotsThatAreMissing(String name) {
        var expected = new MissingSlots(Severity.CRITICAL, 300, 100, 16, 0, 84);
        assertThat(missing(Replies.job(name), cluster(16, 0))).contains(expected);
        assertThat(expected.summary())
                .isEqualTo(
                        "300 tasks wait for slots: the job wants 100, the cluster has 16, of which 0 are free, and"
                                + " at least 84 are missing; add task managers, end other jobs, or lower the"
                                + " parallelism");
    }

    @Test
    void addsUpSlotSharingGroups() {
        String text = Replies.text("short-2.3.0-job");
        String group = "\"slotSharingGroupId\":\"eb5fd70d8884fdefcd26f2dd5bd2464b\"";
        assertThat(text).contains(group);
        String two =
                text.replaceFirst(
                        group, "\"slotSharingGroupId\":\"0b5fd70d8884fdefcd26f2dd5bd2464b\"");
        assertThat(missing(Replies.decode(JobEndpoints.DETAILS, two), cluster(16, 0)))
                .contains(new MissingSlots(Severity.CRITICAL, 300, 200, 16, 0, 184));
    }

    /** The job came to be RUNNING at 1795591324495. */
    @Test
    void givesATaskTimeToGetASlotThatTheClusterHas() {
        JobDetails early =
                Replies.job("short-2.3.0", "\"now\":1795591333780", "\"now\":1795591329494");
        JobDetails late =
                Replies.job("short-2.3.0", "\"now\":1795591333780", "\"now\":1795591329495");
        assertThat(missing(early, cluster(100, 0))).isEmpty();
        assertThat(missing(late, cluster(100, 0)))
                .contains(new MissingSlots(Severity.CRITICAL, 300, 100, 100, 0, 1));
        assertThat(missing(late, cluster(100, 3))).isEmpty();
        assertThat(missing(early, cluster(99, 0)))
                .contains(new MissingSlots(Severity.CRITICAL, 300, 100, 99, 0, 1));
    }

    @Test
    void seesThatTheAdaptiveSchedulerWaitsThoughItHasNoTasksYet() {
        JobDetails waiting =
                Replies.job(
                        "short-2.3.0",
                        "\"state\":\"RUNNING\"",
                        "\"state\":\"CREATED\"",
                        TASKS,
                        "\"SCHEDULED\":0");
        assertThat(missing(waiting, cluster(16, 0)))
                .contains(new MissingSlots(Severity.CRITICAL, 300, 100, 16, 0, 1));
    }

    @Test
    void letsTasksOfABatchJobWaitWhileOthersRun() {
        String type = "\"job-type\":\"STREAMING\"";
        JobDetails none = Replies.job("short-2.3.0", type, "\"job-type\":\"BATCH\"");
        assertThat(missing(none, cluster(16, 0)))
                .contains(new MissingSlots(Severity.CRITICAL, 300, 100, 16, 0, 1));
        JobDetails byItsPlan =
                Replies.job("short-2.3.0", "\"type\":\"STREAMING\"", "\"type\":\"BATCH\"");
        assertThat(missing(byItsPlan, cluster(16, 0)))
                .contains(new MissingSlots(Severity.CRITICAL, 300, 100, 16, 0, 1));
        JobDetails some =
                Replies.job(
                        "short-2.3.0",
                        type,
                        "\"job-type\":\"BATCH\"",
                        TASKS,
                        "\"SCHEDULED\":99",
                        "\"RUNNING\":0",
                        "\"RUNNING\":1");
        assertThat(missing(some, cluster(16, 0))).isEmpty();
    }

    @Test
    void findsNothingWhereAllTasksRunThoughNoSlotIsFree() {
        assertThat(missing(Replies.job("slow-2.3.0"), cluster(2, 0))).isEmpty();
        assertThat(missing(Replies.job("restarting-1.13.6"), cluster(1, 0))).isEmpty();
    }

    @Test
    void saysThatFlinkGaveUp() {
        Finding finding =
                SlotFindings.missing(Replies.job("failed-2.3.0"), cluster(0, 0), true)
                        .orElseThrow();
        assertThat(finding).isEqualTo(new MissingSlots(Severity.CRITICAL, 0, 1, 0, 0, 1));
        assertThat(finding.summary())
                .startsWith("Flink gave up waiting for slots: the job wants 1,");
    }
}
