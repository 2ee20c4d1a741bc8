package dev.flinkrest.cli.cluster;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.TimeoutMixin;
import dev.flinkrest.cli.operation.OperationKind;
import dev.flinkrest.id.DataSetId;
import dev.flinkrest.rest.Operation;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Deletes a data set that jobs have cached in the cluster.")
final class DataSetDeleting extends CliCommand {
    @Parameters(paramLabel = "DATASET", description = "The data set, 32 hex digits.")
    private String id = "";

    @Mixin private TimeoutMixin limit;

    @Override
    protected void run(Session session) {
        DataSetId dataSet = DataSetId.of(id);
        Operation<Void> deletion = session.flink().deleteDataset(dataSet);
        session.await(
                deletion,
                "deletion of data set " + id,
                OperationKind.DATASET.waiting(deletion.triggerId()),
                limit.timeout());
        session.out().value(Map.of("id", dataSet), dataSet + "  deleted");
    }
}
