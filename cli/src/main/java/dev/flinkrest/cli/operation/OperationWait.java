package dev.flinkrest.cli.operation;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.TimeoutMixin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "wait",
        description =
                "Waits for what was triggered before, with --no-wait or by a command that was ended.")
final class OperationWait extends OperationCommand {
    @Mixin private TimeoutMixin limit;

    @Override
    void run(Session session, Pending pending) {
        Object result =
                session.await(
                        pending.operation(), pending.what(), pending.command(), limit.timeout());
        print(session.out(), result);
    }
}
