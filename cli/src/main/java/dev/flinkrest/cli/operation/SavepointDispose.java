package dev.flinkrest.cli.operation;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.rest.Operation;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "dispose", description = "Deletes a savepoint's files.")
final class SavepointDispose extends CliCommand {
    @Parameters(paramLabel = "PATH", description = "Where the savepoint is, as it was printed.")
    private String path = "";

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "5m",
            description = "How long to wait at most; ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofMinutes(5);

    @Override
    protected void run(Session session) {
        Operation<Void> disposal = session.flink().jobs().disposeSavepoint(path);
        session.await(
                disposal,
                "deletion of savepoint " + path,
                "operation wait disposal " + disposal.triggerId(),
                timeout);
        session.out().value(Map.of("path", path), path + "  deleted");
    }
}
