package dev.flinkrest.cli.operation;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.CommandFailedException;
import dev.flinkrest.cli.ExitCode;
import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Output;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.jobs.SavepointInfo;
import dev.flinkrest.rest.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Is a command about something that was triggered before. */
abstract class OperationCommand extends CliCommand {
    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description = "What was triggered: ${COMPLETION-CANDIDATES}.")
    private OperationKind kind = OperationKind.SAVEPOINT;

    @Parameters(
            index = "1..2",
            arity = "1..2",
            paramLabel = "[JOB] TRIGGER",
            description =
                    "The job's id, for savepoints and checkpoints, and the id that --no-wait printed.")
    private List<String> ids = List.of();

    /** Is something on its way. */
    record Pending(Operation<?> operation, String what, String command) {}

    @Override
    protected final void run(Session session) {
        run(session, find(session.flink()));
    }

    abstract void run(Session session, Pending pending);

    private Pending find(FlinkRestClient flink) {
        TriggerId trigger = TriggerId.of(ids.get(ids.size() - 1));
        String command = kind.waiting(ids.toArray());
        return switch (kind) {
            case SAVEPOINT ->
                    new Pending(
                            flink.jobs().savepointOperation(job(), trigger),
                            "savepoint of job " + job(),
                            command);
            case CHECKPOINT ->
                    new Pending(
                            flink.jobs().checkpointOperation(job(), trigger),
                            "checkpoint of job " + job(),
                            command);
            case DISPOSAL ->
                    new Pending(
                            flink.jobs().disposalOperation(trigger),
                            "deletion of a savepoint",
                            command);
            case DATASET ->
                    new Pending(
                            flink.deletionOperation(trigger), "deletion of a data set", command);
        };
    }

    private JobId job() {
        if (ids.size() < 2) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "a " + kind + " is one of a job: give the job's id before the trigger's");
        }
        return JobId.of(ids.get(0));
    }

    /** Prints what an operation has given. */
    static void print(Output out, @Nullable Object result) {
        if (result instanceof SavepointInfo savepoint) {
            out.value(savepoint, String.valueOf(savepoint.location()));
        } else if (result instanceof Long checkpoint) {
            out.value(Map.of("checkpointId", checkpoint), checkpoint.toString());
        } else {
            out.value(Map.of("status", "COMPLETED"), "done");
        }
    }
}
