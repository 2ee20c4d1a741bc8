package dev.flinkrest.cli.job;

import dev.flinkrest.cli.Causes;
import dev.flinkrest.cli.output.Quantities;
import dev.flinkrest.cli.output.View;
import dev.flinkrest.jobs.JobOverview;
import dev.flinkrest.jobs.JobVertexSummary;
import dev.flinkrest.jobs.RootExceptionInfo;
import dev.flinkrest.jobs.vertices.ExecutionState;
import dev.flinkrest.jobs.vertices.SubtaskExecutionAttempt;
import dev.flinkrest.jobs.vertices.UserAccumulator;
import org.jspecify.annotations.Nullable;

/** How jobs and what is in them look in tables. */
final class JobViews {
    static final View<JobOverview> JOBS =
            View.<JobOverview>named(job -> job.jid().toString())
                    .id("ID", JobOverview::jid)
                    .text("NAME", JobOverview::name)
                    .state("STATE", JobOverview::state)
                    .number("TASKS", job -> job.tasks().running() + "/" + job.tasks().total())
                    .number("DURATION", job -> Quantities.duration(job.duration()))
                    .column("STARTED", job -> Quantities.time(job.startTime()))
                    .column("ENDED", job -> Quantities.time(job.endTime()))
                    .onlyWide()
                    .column("TYPE", JobOverview::jobType)
                    .onlyWide()
                    .column("SCHEDULER", JobOverview::schedulerType)
                    .onlyWide();

    static final View<JobVertexSummary> VERTICES =
            View.<JobVertexSummary>named(vertex -> vertex.id().toString())
                    .id("ID", JobVertexSummary::id)
                    .text("NAME", JobVertexSummary::name)
                    .state("STATE", JobVertexSummary::status)
                    .number(
                            "TASKS",
                            vertex ->
                                    vertex.tasks().getOrDefault(ExecutionState.RUNNING, 0)
                                            + "/"
                                            + vertex.parallelism())
                    .number("READ", vertex -> vertex.metrics().readRecords())
                    .number("WRITTEN", vertex -> vertex.metrics().writeRecords())
                    .number("DURATION", vertex -> Quantities.duration(vertex.duration()))
                    .number("READ BYTES", vertex -> Quantities.bytes(vertex.metrics().readBytes()))
                    .onlyWide()
                    .number(
                            "WRITTEN BYTES",
                            vertex -> Quantities.bytes(vertex.metrics().writeBytes()))
                    .onlyWide()
                    .number("MAX PARALLELISM", JobVertexSummary::maxParallelism)
                    .onlyWide();

    static final View<SubtaskExecutionAttempt> SUBTASKS =
            View.<SubtaskExecutionAttempt>named(subtask -> String.valueOf(subtask.subtask()))
                    .number("SUBTASK", SubtaskExecutionAttempt::subtask)
                    .state("STATE", SubtaskExecutionAttempt::status)
                    .number("ATTEMPT", SubtaskExecutionAttempt::attempt)
                    .text("HOST", subtask -> host(subtask.endpoint(), subtask.host()))
                    .number("READ", subtask -> subtask.metrics().readRecords())
                    .number("WRITTEN", subtask -> subtask.metrics().writeRecords())
                    .number("DURATION", subtask -> Quantities.duration(subtask.duration()))
                    .column("TASK MANAGER", SubtaskExecutionAttempt::taskmanagerId)
                    .onlyWide();

    static final View<RootExceptionInfo> EXCEPTIONS =
            View.named(RootExceptionInfo::exceptionName)
                    .column("TIME", entry -> Quantities.time(entry.timestamp()))
                    .text("CAUSE", entry -> Causes.name(entry.exceptionName(), entry.stacktrace()))
                    .text("MESSAGE", entry -> Causes.message(entry.stacktrace()))
                    .text("TASK", RootExceptionInfo::taskName)
                    .text("HOST", entry -> host(entry.endpoint(), entry.location()))
                    .onlyWide();

    static final View<UserAccumulator> ACCUMULATORS =
            View.named(UserAccumulator::name)
                    .text("NAME", UserAccumulator::name)
                    .column("TYPE", UserAccumulator::type)
                    .text("VALUE", UserAccumulator::value);

    private JobViews() {}

    private static @Nullable String host(@Nullable String endpoint, @Nullable String older) {
        return endpoint == null ? older : endpoint;
    }
}
