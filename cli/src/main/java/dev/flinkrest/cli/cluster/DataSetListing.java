package dev.flinkrest.cli.cluster;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.datasets.DataSet;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists the data sets that jobs have cached in the cluster.")
final class DataSetListing extends CliCommand {
    private static final View<DataSet> DATA_SETS =
            View.<DataSet>named(set -> set.id().toString())
                    .id("ID", DataSet::id)
                    .column("COMPLETE", set -> set.isComplete() ? "yes" : "no");

    @Override
    protected void run(Session session) {
        session.out().list(session.flink().datasets(), DATA_SETS, "No data sets.");
    }
}
