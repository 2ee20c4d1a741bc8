package dev.flinkrest.cli.process;

import dev.flinkrest.cli.Session;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.taskmanagers.TaskManagers;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "profile",
        description = "Profiles a task manager (1.19), and writes what it finds to a page of HTML.")
final class TaskManagerProfile extends TaskManagerCommand {
    @Mixin private ProfileMixin profile;

    @Override
    void run(Session session, TaskManagers all, TaskManagerId id) throws IOException {
        profile.run(session, all.getProfiler(id), "task manager " + id);
    }
}
