package dev.flinkrest.cli.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Output;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.rest.Operation;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Holds whether, and how long, a command waits for what goes on in the cluster. */
public final class WaitMixin {
    @Option(
            names = "--no-wait",
            description = "Only trigger it, and print what 'operation wait' can wait for.")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = "How long to wait at most; ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofMinutes(10);

    /** Is a trigger, for programs. */
    record Triggered(@JsonProperty("request-id") @Nullable TriggerId requestId) {}

    /**
     * Waits, and prints what comes of it; or prints the trigger's id.
     *
     * @param <T> what the operation gives
     * @param session the run
     * @param operation the operation
     * @param what what it is, for people
     * @param command how to wait for it again, without the trigger's id
     * @param print prints the result
     */
    <T extends @Nullable Object> void finish(
            Session session,
            Operation<T> operation,
            String what,
            String command,
            BiConsumer<Output, T> print) {
        if (noWait) {
            TriggerId trigger = operation.triggerId();
            session.out().value(new Triggered(trigger), String.valueOf(trigger));
            session.out()
                    .talk(
                            "The "
                                    + what
                                    + " goes on. To wait for it: "
                                    + session.again()
                                    + " "
                                    + command
                                    + " "
                                    + trigger);
            return;
        }
        String again = command + " " + operation.triggerId();
        print.accept(session.out(), session.await(operation, what, again, timeout));
    }

    boolean waits() {
        return !noWait;
    }

    Duration timeout() {
        return timeout;
    }
}
