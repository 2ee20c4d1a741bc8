package dev.flinkrest.cli.cluster;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.Sheet;
import dev.flinkrest.cluster.DashboardConfiguration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(name = "config", description = "Shows what the web dashboard is configured with.")
final class ClusterConfig extends CliCommand {
    @Override
    protected void run(Session session) {
        session.out().one(session.flink().config(), "cluster", ClusterConfig::sheet);
    }

    private static Sheet sheet(DashboardConfiguration config) {
        return new Sheet()
                .line("Flink", config.flinkVersion() + " (" + config.flinkRevision() + ")")
                .line("Refresh interval", Quantities.duration(config.refreshInterval()))
                .line("Time zone", config.timezoneName())
                .line("Submission", onOff(config.features().webSubmit()))
                .line("Cancelling", onOff(config.features().webCancel()))
                .line("Rescaling", onOff(config.features().webRescale()));
    }

    private static @Nullable String onOff(@Nullable Boolean feature) {
        return feature == null ? null : feature ? "on" : "off";
    }
}
