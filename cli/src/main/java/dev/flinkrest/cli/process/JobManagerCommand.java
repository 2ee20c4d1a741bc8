package dev.flinkrest.cli.process;

import dev.flinkrest.cli.CliCommand;
import dev.flinkrest.cli.Session;
import dev.flinkrest.jobmanager.JobManager;

/** Is a command about the job manager, or about that of one job. */
abstract class JobManagerCommand extends CliCommand {
    @Override
    protected final void run(Session session) throws Exception {
        run(session, session.flink().jobManager());
    }

    /** Does what the command is for. */
    abstract void run(Session session, JobManager jobManager) throws Exception;
}
