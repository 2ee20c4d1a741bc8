package dev.flinkrest.cli.process;

import dev.flinkrest.cli.Choice;
import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.taskmanagers.TaskManagers;
import picocli.CommandLine.Parameters;

/** Is a command about one task manager. */
abstract class TaskManagerCommand extends CliCommand {
    @Parameters(
            index = "0",
            paramLabel = "TM",
            description = "The task manager: its id, or the beginning of it.")
    private String word = "";

    @Override
    protected final void run(Session session) throws Exception {
        TaskManagers all = session.flink().taskManagers();
        TaskManagerId id =
                new Choice<>("task manager", all.ids(), TaskManagerId::toString).find(word);
        run(session, all, id);
    }

    /** Does what the command is for. */
    abstract void run(Session session, TaskManagers all, TaskManagerId id) throws Exception;
}
