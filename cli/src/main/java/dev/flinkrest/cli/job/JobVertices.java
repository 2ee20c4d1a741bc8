package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.id.JobId;
import picocli.CommandLine.Command;

@Command(
        name = "vertices",
        description = "Lists the vertices of a job, with what went through them.")
final class JobVertices extends JobCommand {
    JobVertices(Archive archive) {
        super(archive);
    }

    @Override
    void run(Session session, JobId id) {
        session.out().list(jobs(session).get(id).vertices(), JobViews.VERTICES, "No vertices yet.");
    }
}
