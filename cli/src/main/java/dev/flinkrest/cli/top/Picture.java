package dev.flinkrest.cli.top;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.cluster.ClusterOverview;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobOverview;
import dev.flinkrest.monitoring.metrics.JobHealth;
import dev.flinkrest.monitoring.metrics.MetricSelection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is what a cluster looked like at one moment.
 *
 * @param cluster what the cluster has
 * @param jobs its jobs
 * @param health how the job does whose vertices are shown; null if none are
 * @param failure why there is nothing newer; null if there is
 */
record Picture(
        @Nullable ClusterOverview cluster,
        List<JobOverview> jobs,
        @Nullable JobHealth health,
        @Nullable String failure) {

    /** Takes a picture, of the vertices of a job too, if one is given. */
    static Picture take(FlinkRestClient flink, @Nullable JobId job) {
        ClusterOverview cluster = flink.overview();
        List<JobOverview> jobs = flink.jobs().overview();
        List<JobHealth> health =
                job == null
                        ? List.of()
                        : flink.metrics().collect(MetricSelection.health(job)).health();
        return new Picture(cluster, jobs, health.isEmpty() ? null : health.get(0), null);
    }

    /** Returns this picture, and why there is no newer one. */
    Picture failed(Exception reason) {
        return new Picture(cluster, jobs, health, String.valueOf(reason.getMessage()));
    }

    static Picture none() {
        return new Picture(null, List.of(), null, null);
    }
}
