package dev.flinkrest.cli.process;

import dev.flinkrest.cli.Session;
import dev.flinkrest.jobmanager.JobManager;
import picocli.CommandLine.Command;

@Command(
        name = "thread-dump",
        description = "Prints what the threads of the job manager do (1.15).")
final class JobManagerThreadDump extends JobManagerCommand {
    @Override
    void run(Session session, JobManager jobManager) {
        ProcessOutput.print(session.out(), jobManager.threadDump());
    }
}
