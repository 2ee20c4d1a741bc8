package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Session;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.vertices.SubtaskExecutionAttempt;
import dev.flinkrest.jobs.vertices.VertexReads;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "subtasks", description = "Lists the subtasks of a vertex, with where they run.")
final class JobSubtasks extends JobCommand {
    @Parameters(
            index = "1",
            paramLabel = "VERTEX",
            description = "The vertex: its id, the beginning of it, or its name.")
    private String vertex = "";

    @Option(
            names = "--subtask",
            paramLabel = "INDEX",
            description = "Only this one, in its current attempt or that of --attempt.")
    private @Nullable Integer subtask;

    @Option(names = "--attempt", paramLabel = "NUMBER", description = "An attempt of --subtask.")
    private @Nullable Integer attempt;

    JobSubtasks(Archive archive) {
        super(archive);
    }

    @Override
    void run(Session session, JobId id) {
        VertexId which = vertex(jobs(session).get(id), vertex).id();
        VertexReads reads = archive().vertex(session, id, which);
        List<SubtaskExecutionAttempt> subtasks = reads.details().subtasks();
        if (subtask != null) {
            subtasks = subtasks.stream().filter(one -> one.subtask() == subtask).toList();
            if (attempt != null) {
                subtasks = List.of(reads.subtasks().getAttempt(subtask, attempt));
            }
        }
        session.out().list(subtasks, JobViews.SUBTASKS, "No subtasks yet.");
    }
}
