package dev.flinkrest.cli.process;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.logs.LogMixin;
import dev.flinkrest.cli.logs.LogPrinter;
import dev.flinkrest.jobmanager.JobManager;
import dev.flinkrest.monitoring.logs.LogSource;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "stdout",
        description = "Prints what the job manager has printed to standard output.")
final class JobManagerStdout extends JobManagerCommand {
    @Mixin private LogMixin log;

    @Override
    void run(Session session, JobManager jobManager) throws IOException {
        new LogPrinter(session, log).print(LogSource.jobManager().stdout(), jobManager::stdout);
    }
}
