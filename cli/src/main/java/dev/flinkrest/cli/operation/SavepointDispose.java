package dev.flinkrest.cli.operation;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.TimeoutMixin;
import dev.flinkrest.rest.Operation;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "dispose", description = "Deletes a savepoint's files.")
final class SavepointDispose extends CliCommand {
    @Parameters(paramLabel = "PATH", description = "Where the savepoint is, as it was printed.")
    private String path = "";

    @Mixin private TimeoutMixin limit;

    @Override
    protected void run(Session session) {
        Operation<Void> disposal = session.flink().jobs().disposeSavepoint(path);
        session.await(
                disposal,
                "deletion of savepoint " + path,
                OperationKind.DISPOSAL.waiting(disposal.triggerId()),
                limit.timeout());
        session.out().value(Map.of("path", path), path + "  deleted");
    }
}
