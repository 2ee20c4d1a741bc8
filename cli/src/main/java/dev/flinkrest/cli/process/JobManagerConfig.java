package dev.flinkrest.cli.process;

import dev.flinkrest.cli.Session;
import dev.flinkrest.jobmanager.JobManager;
import picocli.CommandLine.Command;

@Command(name = "config", description = "Lists what the cluster is configured with.")
final class JobManagerConfig extends JobManagerCommand {
    @Override
    void run(Session session, JobManager jobManager) {
        ProcessOutput.print(session.out(), jobManager.config());
    }
}
