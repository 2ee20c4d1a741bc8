package dev.flinkrest.cli.process;

import dev.flinkrest.cli.Session;
import dev.flinkrest.jobmanager.JobManager;
import picocli.CommandLine.Command;

@Command(
        name = "environment",
        description = "Shows the JVM of the job manager, its options and its class path (1.16).")
final class JobManagerEnvironment extends JobManagerCommand {
    @Override
    void run(Session session, JobManager jobManager) {
        ProcessOutput.print(session.out(), jobManager.environment());
    }
}
