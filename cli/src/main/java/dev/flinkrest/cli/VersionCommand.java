package dev.flinkrest.cli;

import dev.flinkrest.cli.output.Sheet;
import dev.flinkrest.cluster.ClusterOverview;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "version", description = "Tells the versions of this program and of the cluster.")
final class VersionCommand extends CliCommand {
    @Option(names = "--client", description = "Do not ask the cluster.")
    private boolean onlyClient;

    /** Is both versions, for programs. */
    record Printed(String flinkctl, @Nullable String flink, @Nullable String commit) {}

    @Override
    protected void run(Session session) {
        if (onlyClient) {
            session.out()
                    .value(new Printed(Versions.own(), null, null), "flinkctl " + Versions.own());
            return;
        }
        ClusterOverview cluster = session.flink().overview();
        session.out()
                .one(
                        new Printed(Versions.own(), cluster.flinkVersion(), cluster.flinkCommit()),
                        cluster.flinkVersion(),
                        both ->
                                new Sheet()
                                        .line("flinkctl", both.flinkctl())
                                        .line("Flink", both.flink())
                                        .line("Commit", both.commit()));
    }
}
