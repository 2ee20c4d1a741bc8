package dev.flinkrest.cli.cluster;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "shutdown", description = "Shuts the cluster down, and all jobs with it.")
final class ClusterShutdown extends CliCommand {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only print the request that would be sent.")
    private boolean dryRun;

    @Override
    protected void run(Session session) {
        if (!dryRun) {
            session.confirm(
                    "Shut down the cluster at "
                            + session.target().describe()
                            + ", and all its jobs with it",
                    yes);
        }
        session.flink(dryRun).deleteCluster();
        session.out().value(Map.of("shutdown", true), "The cluster shuts down.");
    }
}
