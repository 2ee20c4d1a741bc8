package dev.flinkrest.cli.process;

import dev.flinkrest.cli.Session;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.taskmanagers.TaskManagers;
import picocli.CommandLine.Command;

@Command(name = "thread-dump", description = "Prints what the threads of a task manager do.")
final class TaskManagerThreadDump extends TaskManagerCommand {
    @Override
    void run(Session session, TaskManagers all, TaskManagerId id) {
        ProcessOutput.print(session.out(), all.getThreadDump(id));
    }
}
