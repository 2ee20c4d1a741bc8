package dev.flinkrest.cli.operation;

import dev.flinkrest.cli.Session;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "wait",
        description =
                "Waits for what was triggered before, with --no-wait or by a command that was ended.")
final class OperationWait extends OperationCommand {
    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = "How long to wait at most; ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofMinutes(10);

    @Override
    void run(Session session, Pending pending) {
        Object result =
                session.await(pending.operation(), pending.what(), pending.command(), timeout);
        print(session.out(), result);
    }
}
