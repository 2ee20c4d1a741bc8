package dev.flinkrest.cli.top;

import dev.flinkrest.cli.output.Looks;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.Style;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.cluster.ClusterOverview;
import dev.flinkrest.jobs.JobOverview;
import dev.flinkrest.monitoring.metrics.JobHealth;
import dev.flinkrest.monitoring.metrics.VertexHealth;
import dev.flinkrest.monitoring.metrics.VertexHealth.TimeShare;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a picture in lines: the cluster above, jobs or a job's vertices below. */
final class Page {
    private static final int BAR = 10;

    private static final View<JobOverview> JOBS =
            View.<JobOverview>named(job -> job.jid().toString())
                    .id("ID", JobOverview::jid)
                    .text("NAME", JobOverview::name)
                    .state("STATE", JobOverview::state)
                    .number("TASKS", job -> job.tasks().running() + "/" + job.tasks().total())
                    .number("DURATION", job -> Quantities.duration(job.duration()))
                    .column("STARTED", job -> Quantities.time(job.startTime()));

    private final Looks looks;
    private final View<VertexHealth> vertices;

    Page(Looks looks) {
        this.looks = looks;
        this.vertices =
                View.<VertexHealth>named(vertex -> vertex.vertex().toString())
                        .text("VERTEX", VertexHealth::name)
                        .number("TASKS", VertexHealth::parallelism)
                        .styled("BUSY", vertex -> bar(vertex.busy()), vertex -> load(vertex.busy()))
                        .styled(
                                "BACK-PRESSURED",
                                vertex -> bar(vertex.backPressured()),
                                vertex -> load(vertex.backPressured()))
                        .number("IN/S", vertex -> Quantities.number(vertex.recordsInPerSecond()))
                        .number("OUT/S", vertex -> Quantities.number(vertex.recordsOutPerSecond()))
                        .number("PENDING", vertex -> Quantities.number(vertex.pendingRecords()))
                        .number("LAG", vertex -> Quantities.number(vertex.recordsLagMax()));
    }

    /** Shows the share of the subtask that spends most. */
    private String bar(@Nullable TimeShare share) {
        Double most = share == null ? null : share.max();
        if (most == null || most.isNaN()) {
            return Quantities.NONE;
        }
        int full = (int) Math.round(BAR * Math.max(0, Math.min(1, most)));
        String bar =
                looks.unicode()
                        ? "█".repeat(full) + "░".repeat(BAR - full)
                        : "#".repeat(full) + ".".repeat(BAR - full);
        return bar + " " + Quantities.percent(most);
    }

    private static Style load(@Nullable TimeShare share) {
        Double most = share == null ? null : share.max();
        if (most == null || most.isNaN()) {
            return Style.DIM;
        }
        return most >= 0.8 ? Style.BAD : most >= 0.5 ? Style.BUSY : Style.GOOD;
    }

    /** Writes the line about the cluster. */
    String cluster(Picture picture, String address) {
        ClusterOverview cluster = picture.cluster();
        if (cluster == null) {
            return address + "  …";
        }
        int used = cluster.slotsTotal() - cluster.slotsAvailable();
        return address
                + "  Flink "
                + cluster.flinkVersion()
                + "  "
                + Quantities.count(cluster.taskmanagers(), "task manager")
                + "  slots "
                + used
                + "/"
                + cluster.slotsTotal()
                + "  jobs "
                + cluster.jobsRunning()
                + " running, "
                + cluster.jobsFailed()
                + " failed";
    }

    List<String> jobs(Picture picture, Order order) {
        return looks.table(order.sort(picture.jobs()), JOBS);
    }

    List<String> vertices(JobHealth health) {
        return looks.table(health.vertices(), vertices);
    }

    /** Writes the line about a job. */
    String job(JobHealth health) {
        return health.name()
                + "  "
                + health.state()
                + "  up "
                + Quantities.duration(millis(health.uptime()))
                + "  restarts "
                + (health.restarts() == null ? Quantities.NONE : health.restarts())
                + "  last checkpoint "
                + Quantities.duration(millis(health.lastCheckpointDuration()))
                + ", "
                + Quantities.bytes(health.lastCheckpointSize());
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
