package dev.flinkrest.jobs;

import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.jobs.NoNumbersYet;
import dev.flinkrest.internal.util.Backoff;
import dev.flinkrest.jobs.vertices.ExecutionState;
import dev.flinkrest.jobs.vertices.VertexBackPressure;
import dev.flinkrest.jobs.vertices.VertexDetails;
import dev.flinkrest.jobs.vertices.VertexEndpoints;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.rest.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the numbers of a job that has not ended.
 *
 * @param restarts how often it was restarted; null if that is not known
 * @param backPressure how strongly the vertices that run are held back; without those of which the
 *     server has no numbers
 * @param vertices the vertices that run and have several subtasks
 */
record LiveNumbers(
        @Nullable Long restarts,
        Map<VertexId, VertexBackPressure> backPressure,
        Map<VertexId, VertexDetails> vertices) {

    /** What is known of a job that has ended. */
    static final LiveNumbers NONE = new LiveNumbers(null, Map.of(), Map.of());

    /**
     * How long Flink is given to fetch metrics from the task managers. It begins to when it is
     * asked for some, and answers with those it had, which may be minutes old.
     */
    private static final Duration FETCH = Duration.ofMillis(500);

    /** How long to ask for back pressure while numbers are missing. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final VertexBackPressure NO_NUMBERS =
            new VertexBackPressure(VertexBackPressure.Status.DEPRECATED, null, null, List.of());

    static LiveNumbers read(Questions questions, JobDetails details) {
        JobId job = details.jid();
        var metrics = JobEndpoints.METRICS.with(job).query("get", RestartCount.METRICS);
        questions.ask("fresh metrics", metrics).answer(failure -> List.of());
        questions.pause(FETCH);
        List<JobVertexSummary> running =
                details.state() == JobStatus.RUNNING
                        ? details.vertices().stream().filter(LiveNumbers::runs).toList()
                        : List.of();
        return new LiveNumbers(
                count(questions, metrics),
                backPressure(questions, job, running),
                vertices(questions, job, running));
    }

    private static boolean runs(JobVertexSummary vertex) {
        return vertex.tasks().getOrDefault(ExecutionState.RUNNING, 0) > 0;
    }

    private static @Nullable Long count(Questions questions, Request<List<Metric>> metrics) {
        List<Metric> answer = questions.ask("the number of restarts", metrics).answer();
        return answer == null ? null : RestartCount.of(answer);
    }

    private static Map<VertexId, VertexDetails> vertices(
            Questions questions, JobId job, List<JobVertexSummary> running) {
        Map<VertexId, VertexDetails> found = new HashMap<>();
        questions.<JobVertexSummary, VertexDetails>each(
                running.stream().filter(vertex -> vertex.parallelism() > 1).toList(),
                vertex ->
                        questions.ask(
                                "the subtasks of " + vertex.name(),
                                VertexEndpoints.DETAILS.with(job, vertex.id())),
                (vertex, question) -> {
                    VertexDetails answer = question.answer();
                    if (answer != null) {
                        found.put(vertex.id(), answer);
                    }
                });
        return found;
    }

    private static Map<VertexId, VertexBackPressure> backPressure(
            Questions questions, JobId job, List<JobVertexSummary> running) {
        Map<VertexId, VertexBackPressure> found = new HashMap<>();
        List<JobVertexSummary> missing = ask(questions, job, running, found);
        for (Backoff backoff = questions.again(PATIENCE);
                !missing.isEmpty() && backoff.goesOn(); ) {
            questions.pause(backoff);
            missing = ask(questions, job, missing, found);
        }
        for (JobVertexSummary vertex : missing) {
            questions.note(
                    "the back pressure of " + vertex.name(),
                    "the server has not all numbers of it yet; ask again in some seconds");
        }
        return found;
    }

    /** Asks once, and returns the vertices of which numbers are missing yet. */
    private static List<JobVertexSummary> ask(
            Questions questions,
            JobId job,
            List<JobVertexSummary> vertices,
            Map<VertexId, VertexBackPressure> found) {
        List<JobVertexSummary> missing = new ArrayList<>();
        questions.<JobVertexSummary, VertexBackPressure>each(
                vertices,
                vertex ->
                        questions.ask(
                                "the back pressure of " + vertex.name(),
                                VertexEndpoints.BACKPRESSURE.with(job, vertex.id())),
                (vertex, question) -> {
                    VertexBackPressure answer =
                            question.answer(
                                    failure -> NoNumbersYet.isMeantBy(failure) ? NO_NUMBERS : null);
                    if (answer != null && isComplete(answer)) {
                        found.put(vertex.id(), answer);
                    } else if (answer != null) {
                        missing.add(vertex);
                    }
                });
        return missing;
    }

    /**
     * Tells whether the server has all numbers: the shares of a subtask's time make up the whole.
     * At first some are missing and read as 0, and in a task's first seconds all are 0.
     */
    private static boolean isComplete(VertexBackPressure answer) {
        return !answer.subtasks().isEmpty()
                && answer.subtasks().stream()
                        .mapToDouble(one -> one.ratio() + one.idleRatio() + one.busyRatio())
                        .noneMatch(sum -> sum < 0.5);
    }
}
