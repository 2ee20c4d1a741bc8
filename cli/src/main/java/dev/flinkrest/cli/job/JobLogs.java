package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.logs.LogMixin;
import dev.flinkrest.cli.logs.LogPrinter;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.vertices.SubtaskExecutionAttempt;
import dev.flinkrest.monitoring.logs.LogSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "logs",
        description = {
            "Prints the ends of the logs of the job manager and of the task managers that a job runs on.",
            "A process has one log for all its jobs, so lines of others are among them."
        })
final class JobLogs extends JobCommand {
    @Mixin private LogMixin log;

    @Override
    void run(Session session, JobId id) throws InterruptedException {
        Set<TaskManagerId> alive = new LinkedHashSet<>(session.flink().taskManagers().ids());
        Set<TaskManagerId> used = new LinkedHashSet<>();
        for (VertexId vertex : session.flink().jobs().getVertexIds(id)) {
            session.flink().jobs().getVertex(id, vertex).details().subtasks().stream()
                    .map(SubtaskExecutionAttempt::taskmanagerId)
                    .filter(Objects::nonNull)
                    .forEach(used::add);
        }
        List<LogSource> sources = new ArrayList<>();
        sources.add(LogSource.jobManager());
        for (TaskManagerId taskManager : used) {
            if (alive.contains(taskManager)) {
                sources.add(LogSource.taskManager(taskManager));
            } else {
                session.out().warn("task manager " + taskManager + " is gone, and its log with it");
            }
        }
        new LogPrinter(session, log).print(sources);
    }
}
