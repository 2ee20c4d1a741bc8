package dev.flinkrest.cli.cluster;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.id.DataSetId;
import dev.flinkrest.rest.Operation;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Deletes a data set that jobs have cached in the cluster.")
final class DataSetDeleting extends CliCommand {
    @Parameters(paramLabel = "ID", description = "The data set, 32 hex digits.")
    private String id = "";

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "5m",
            description = "How long to wait at most; ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofMinutes(5);

    @Override
    protected void run(Session session) {
        DataSetId dataSet = DataSetId.of(id);
        Operation<Void> deletion = session.flink().deleteDataset(dataSet);
        session.await(
                deletion,
                "deletion of data set " + id,
                "operation wait dataset " + deletion.triggerId(),
                timeout);
        session.out().value(Map.of("id", dataSet), dataSet + "  deleted");
    }
}
