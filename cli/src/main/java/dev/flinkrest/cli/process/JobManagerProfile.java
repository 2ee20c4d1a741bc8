package dev.flinkrest.cli.process;

import dev.flinkrest.cli.Session;
import dev.flinkrest.jobmanager.JobManager;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "profile",
        description =
                "Profiles the job manager (1.19), and writes what it finds to a page of HTML.")
final class JobManagerProfile extends JobManagerCommand {
    @Mixin private ProfileMixin profile;

    @Override
    void run(Session session, JobManager jobManager) throws IOException {
        profile.run(session, jobManager.profiler(), "the job manager");
    }
}
