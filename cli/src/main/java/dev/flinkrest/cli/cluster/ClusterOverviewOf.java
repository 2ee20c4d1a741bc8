package dev.flinkrest.cli.cluster;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Sheet;
import dev.flinkrest.cluster.ClusterOverview;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(name = "overview", description = "Counts task managers, slots and jobs.")
final class ClusterOverviewOf extends CliCommand {
    @Override
    protected void run(Session session) {
        session.out().one(session.flink().overview(), "cluster", ClusterOverviewOf::sheet);
    }

    private static Sheet sheet(ClusterOverview cluster) {
        return new Sheet()
                .line("Flink", cluster.flinkVersion() + " (" + cluster.flinkCommit() + ")")
                .line("Task managers", cluster.taskmanagers())
                .line("Blocked", blocked(cluster.taskmanagersBlocked()))
                .line("Slots", cluster.slotsTotal() + ", " + cluster.slotsAvailable() + " free")
                .line(
                        "Jobs",
                        cluster.jobsRunning()
                                + " running, "
                                + cluster.jobsFinished()
                                + " finished, "
                                + cluster.jobsCancelled()
                                + " cancelled, "
                                + cluster.jobsFailed()
                                + " failed");
    }

    private static @Nullable Integer blocked(@Nullable Integer number) {
        return number == null || number == 0 ? null : number;
    }
}
