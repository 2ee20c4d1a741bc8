package dev.flinkrest.cli.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.TimeoutMixin;
import dev.flinkrest.cli.operation.OperationKind;
import dev.flinkrest.cli.output.Output;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.rest.Operation;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds whether, and how long, a command waits for what goes on in the cluster. */
public final class WaitMixin {
    @Option(
            names = "--no-wait",
            description = "Only trigger it, and print what 'operation wait' can wait for.")
    private boolean noWait;

    @Mixin private TimeoutMixin limit;

    /** Is a trigger, for programs. */
    record Triggered(@JsonProperty("request-id") @Nullable TriggerId requestId) {}

    /**
     * Waits, and prints what comes of it; or prints the trigger's id.
     *
     * @param <T> what the operation gives
     * @param session the run
     * @param operation the operation
     * @param what what it is, for people
     * @param kind how 'operation wait' calls it
     * @param job the job
     * @param print prints the result
     */
    <T extends @Nullable Object> void finish(
            Session session,
            Operation<T> operation,
            String what,
            OperationKind kind,
            JobId job,
            BiConsumer<Output, T> print) {
        TriggerId trigger = operation.triggerId();
        String command = kind.waiting(job, trigger);
        if (noWait) {
            session.out().value(new Triggered(trigger), String.valueOf(trigger));
            session.out()
                    .talk(
                            "The "
                                    + what
                                    + " goes on. To wait for it: "
                                    + session.again()
                                    + " "
                                    + command);
            return;
        }
        print.accept(session.out(), session.await(operation, what, command, limit.timeout()));
    }
}
