package dev.flinkrest.cli.process;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.logs.LogMixin;
import dev.flinkrest.cli.logs.LogPrinter;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.monitoring.logs.LogSource;
import dev.flinkrest.taskmanagers.TaskManagers;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "stdout",
        description = "Prints what a task manager has printed to standard output.")
final class TaskManagerStdout extends TaskManagerCommand {
    @Mixin private LogMixin log;

    @Override
    void run(Session session, TaskManagers all, TaskManagerId id) throws IOException {
        new LogPrinter(session, log)
                .print(LogSource.taskManager(id).stdout(), () -> all.getStdout(id));
    }
}
