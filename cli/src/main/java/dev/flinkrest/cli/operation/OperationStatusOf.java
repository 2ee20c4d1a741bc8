package dev.flinkrest.cli.operation;

import dev.flinkrest.cli.Session;
import dev.flinkrest.error.SerializedThrowable;
import dev.flinkrest.rest.Operation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Tells whether what was triggered before is done.")
final class OperationStatusOf extends OperationCommand {
    /** Is how far it is, for programs. */
    record Printed(String status, @Nullable Object result, @Nullable String failure) {}

    @Override
    void run(Session session, Pending pending) {
        Operation.Status<?> status = pending.operation().status();
        SerializedThrowable failure = status.failure();
        String word = failure != null ? "FAILED" : status.completed() ? "COMPLETED" : "IN_PROGRESS";
        session.out()
                .value(
                        new Printed(
                                word, status.result(), failure == null ? null : failure.headline()),
                        failure == null ? word : word + ": " + failure.headline());
    }
}
