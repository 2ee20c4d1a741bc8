package dev.flinkrest.cli.process;

import dev.flinkrest.cli.Session;
import dev.flinkrest.jobmanager.JobManager;
import dev.flinkrest.monitoring.logs.LogSource;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "logs", description = "Prints a log of the job manager.")
final class JobManagerLogs extends JobManagerCommand {
    @Mixin private LogFilesMixin logs;

    @Override
    void run(Session session, JobManager jobManager) throws IOException {
        logs.print(
                session,
                LogSource.jobManager(),
                jobManager::logs,
                flink -> flink.jobManager().log(),
                (flink, file) -> flink.jobManager().getLog(file));
    }
}
