package dev.flinkrest.cli.process;

import dev.flinkrest.cli.Session;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.monitoring.logs.LogSource;
import dev.flinkrest.taskmanagers.TaskManagers;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "logs", description = "Prints a log of a task manager.")
final class TaskManagerLogs extends TaskManagerCommand {
    @Mixin private LogFilesMixin logs;

    @Override
    void run(Session session, TaskManagers all, TaskManagerId id) throws IOException {
        logs.print(
                session,
                LogSource.taskManager(id),
                () -> all.getLogs(id),
                flink -> flink.taskManagers().getLog(id),
                (flink, file) -> flink.taskManagers().getLog(id, file));
    }
}
