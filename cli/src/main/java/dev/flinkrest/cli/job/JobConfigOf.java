package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.cli.output.Sheet;
import dev.flinkrest.cli.output.Views;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobConfig;
import dev.flinkrest.jobs.JobConfig.ExecutionConfig;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Command;

@Command(name = "config", description = "Shows with which configuration a job runs.")
final class JobConfigOf extends JobCommand {
    JobConfigOf(Archive archive) {
        super(archive);
    }

    @Override
    void run(Session session, JobId id) {
        JobConfig config = jobs(session).getConfig(id);
        session.out().one(config, id.toString(), JobConfigOf::sheet);
    }

    private static Sheet sheet(JobConfig config) {
        Sheet sheet = new Sheet().line("ID", config.jid()).line("Name", config.name());
        ExecutionConfig execution = config.executionConfig();
        if (execution == null) {
            return sheet;
        }
        return sheet.line("Execution mode", execution.executionMode())
                .line("Restart strategy", execution.restartStrategy())
                .line("Parallelism", execution.jobParallelism())
                .line("Object reuse", execution.objectReuseMode() ? "on" : "off")
                .table(
                        "User configuration",
                        List.copyOf(new TreeMap<>(execution.userConfig()).entrySet()),
                        Views.entries("KEY", "VALUE"));
    }
}
