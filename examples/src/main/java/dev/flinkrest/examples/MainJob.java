package dev.flinkrest.examples;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jars.JarUpload;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.JobVertexSummary;
import dev.flinkrest.jobs.RootExceptionInfo;
import dev.flinkrest.jobs.SavepointOptions;
import dev.flinkrest.jobs.StopOptions;
import dev.flinkrest.jobs.checkpoints.CompletedCheckpoint;
import dev.flinkrest.jobs.vertices.JobVertex;
import dev.flinkrest.metrics.AggregatedMetric;
import dev.flinkrest.metrics.Aggregation;
import dev.flinkrest.metrics.MetricQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The story of one job, from the upload of its jar to the end of its cluster, told through the
 * public API alone.
 */
final class MainJob {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String COUNTER = "Count per key";
    private static final String RECORDS_IN = "numRecordsIn";

    private final Story story;
    private final FlinkRestClient flink;
    private final Path jarFile;
    private final String savepoints;

    MainJob(Story story, FlinkRestClient flink, Path jarFile, Path savepoints) {
        this.story = story;
        this.flink = flink;
        this.jarFile = jarFile;
        this.savepoints = savepoints.toUri().toString();
    }

    void tell() {
        overview();
        JarId jar = upload();
        JobId job = run(jar);
        lookInside(job);
        checkpoint(job);
        savepoint(job);
        goOn(jar, stop(job));
        failOnPurpose(jar);
        tidyUp();
    }

    private void overview() {
        story.step("The cluster");
        var overview = flink.overview();
        story.tell(
                "Flink %s, %d task manager, %d of %d slots free",
                overview.flinkVersion(),
                overview.taskmanagers(),
                overview.slotsAvailable(),
                overview.slotsTotal());
        story.check(overview.slotsAvailable() > 0, "no slot is free");
    }

    private JarId upload() {
        story.step("Upload the example job's jar");
        try {
            JarUpload upload = flink.jars().upload(jarFile, story::progress);
            story.tell("%s", upload.jarId());
            return upload.jarId();
        } catch (IOException e) {
            throw new UncheckedIOException("the example job was not built: " + jarFile, e);
        }
    }

    private JobId run(JarId jar) {
        story.step("Run it, with an argument of two words and one that is empty");
        List<String> arguments =
                List.of(
                        "--name",
                        "Main job",
                        "--rate",
                        "200",
                        "--parallelism",
                        "2",
                        "--checkpoint-interval",
                        "500",
                        "--note",
                        "two words",
                        "--empty",
                        "");
        JobId job = flink.jars().run(jar, RunOptions.builder().arguments(arguments).build());
        flink.jobs().awaitAllVerticesRunning(job, PATIENCE);
        story.tell("%s runs", job);
        String received =
                story.await(
                        "the accumulator of arguments",
                        () ->
                                flink.jobs().getAccumulators(job).userTaskAccumulators().stream()
                                        .filter(
                                                accumulator ->
                                                        accumulator.name().equals("arguments"))
                                        .map(
                                                accumulator ->
                                                        Objects.toString(accumulator.value(), ""))
                                        .findFirst()
                                        .orElse(""),
                        text -> !text.isEmpty());
        story.tell("its main method received %s", received);
        story.check(
                received.contains("9=two words") && received.contains("11=]"),
                "an argument was lost on the way");
        return job;
    }

    private void awaitState(JobId job, JobStatus state) {
        story.await("the state " + state, () -> flink.jobs().get(job).state(), state::equals);
    }

    private JobVertex counter(JobId job) {
        VertexId id =
                flink.jobs().get(job).vertices().stream()
                        .filter(vertex -> vertex.name().contains(COUNTER))
                        .map(JobVertexSummary::id)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no vertex counts"));
        return flink.jobs().getVertex(job, id);
    }

    private void lookInside(JobId job) {
        story.step("Its vertices, metrics and watermarks");
        flink.jobs()
                .get(job)
                .vertices()
                .forEach(
                        vertex ->
                                story.tell(
                                        "%-20s %d × %s",
                                        vertex.name(), vertex.parallelism(), vertex.status()));
        JobVertex counter = counter(job);
        int names =
                story.await("the vertex's metrics", counter::metricNames, list -> list.size() > 50)
                        .size();
        story.tell("'%s' has %d metrics, among them:", COUNTER, names);
        counter.metrics("0.numRecordsIn", "1.numRecordsIn", "0.no-such-metric")
                .values()
                .forEach(metric -> story.tell("  %-20s %s", metric.id(), metric.value()));
        MetricQuery query =
                MetricQuery.of(RECORDS_IN)
                        .aggregatedBy(Aggregation.MIN, Aggregation.MAX, Aggregation.SUM);
        AggregatedMetric records = aggregated(counter, query, metric -> number(metric.sum()) > 0);
        story.tell(
                "over its subtasks: min %.0f, max %.0f, sum %.0f",
                records.min(), records.max(), records.sum());
        var watermarks = story.await("a watermark", counter::watermarks, found -> !found.isEmpty());
        var first = watermarks.values().iterator().next();
        story.tell("watermark %s: %s", first.id(), first.value());
    }

    /** Waits until the only metric that a query names is as wished. */
    private AggregatedMetric aggregated(
            JobVertex vertex, MetricQuery query, Predicate<AggregatedMetric> wish) {
        String name = query.names().get(0);
        return story.await(
                        name,
                        () -> Optional.ofNullable(vertex.subtasks().metrics(query).get(name)),
                        metric -> metric.filter(wish).isPresent())
                .orElseThrow();
    }

    private static double number(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private void checkpoint(JobId job) {
        story.step("A checkpoint");
        CompletedCheckpoint latest =
                Objects.requireNonNull(
                        story.await(
                                        "a checkpoint",
                                        () -> flink.jobs().getCheckpoints(job).latest(),
                                        found -> found.completed() != null)
                                .completed());
        story.tell(
                "checkpoint %d: %,d bytes in %d ms, acknowledged by %d of %d subtasks",
                latest.id(),
                latest.stateSize(),
                latest.endToEndDuration(),
                latest.numAcknowledgedSubtasks(),
                latest.numSubtasks());
    }

    private void savepoint(JobId job) {
        story.step("A savepoint, awaited");
        String location =
                flink.jobs()
                        .createSavepoint(job, SavepointOptions.into(savepoints))
                        .await(PATIENCE)
                        .location();
        story.tell("%s", location);
    }

    private String stop(JobId job) {
        story.step("Stop with a savepoint, awaited");
        String location =
                Objects.requireNonNull(
                        flink.jobs()
                                .stop(job, StopOptions.into(savepoints))
                                .await(PATIENCE)
                                .location());
        awaitState(job, JobStatus.FINISHED);
        story.tell("%s", location);
        story.tell("it had counted %s records", counted(job));
        return location;
    }

    private String counted(JobId job) {
        return flink.jobs().getAccumulators(job).userTaskAccumulators().stream()
                .filter(accumulator -> accumulator.name().equals("records"))
                .map(accumulator -> Objects.toString(accumulator.value(), "0"))
                .findFirst()
                .orElse("0");
    }

    private void goOn(JarId jar, String savepoint) {
        story.step("Run again from it, with parallelism 3 instead of 2");
        JobId job =
                flink.jars()
                        .run(
                                jar,
                                RunOptions.builder()
                                        .arguments(
                                                "--name",
                                                "Main job, restored",
                                                "--rate",
                                                "200",
                                                "--parallelism",
                                                "3")
                                        .savepointPath(savepoint)
                                        .build());
        JobDetails details = flink.jobs().awaitAllVerticesRunning(job, PATIENCE);
        story.check(
                details.vertices().stream().allMatch(vertex -> vertex.parallelism() == 3),
                "a vertex runs with another parallelism");
        long restored = sum(job, "restoredCount", 0);
        long total = sum(job, "totalCount", restored);
        story.tell("%s took over %,d records and has now counted %,d", job, restored, total);
        story.check(restored > 0 && total > restored, "the count did not go on");
        story.step("Cancel it");
        flink.jobs().terminate(job);
        awaitState(job, JobStatus.CANCELED);
        story.tell("%s is %s", job, JobStatus.CANCELED);
    }

    /** Adds up a metric of the counting operator over its subtasks, once it exceeds a bound. */
    private long sum(JobId job, String metric, long above) {
        JobVertex counter = counter(job);
        String name =
                story
                        .await(
                                "the metric " + metric,
                                () -> counter.subtasks().metricNames(),
                                names -> names.stream().anyMatch(known -> known.endsWith(metric)))
                        .stream()
                        .filter(known -> known.endsWith(metric))
                        .findFirst()
                        .orElseThrow();
        AggregatedMetric found =
                aggregated(counter, MetricQuery.of(name), value -> number(value.sum()) > above);
        return (long) number(found.sum());
    }

    private void failOnPurpose(JarId jar) {
        story.step("A job that fails on purpose, and why it did");
        JobId job =
                flink.jars()
                        .run(
                                jar,
                                RunOptions.builder()
                                        .arguments(
                                                "--name",
                                                "Failing job",
                                                "--fail-at",
                                                "10",
                                                "--fail-mode",
                                                "always",
                                                "--restart-strategy",
                                                "none")
                                        .build());
        awaitState(job, JobStatus.FAILED);
        var history = flink.jobs().getExceptions(job).exceptionHistory();
        story.check(!history.entries().isEmpty(), "the failed job has no exceptions");
        RootExceptionInfo failure = history.entries().get(0);
        story.tell("%s", failure.exceptionName());
        failure.stacktrace()
                .lines()
                .filter(line -> line.startsWith("Caused by:"))
                .reduce((first, second) -> second)
                .ifPresent(cause -> story.tell("%s", cause));
    }

    private void tidyUp() {
        story.step("Delete the jars");
        flink.jars()
                .all()
                .files()
                .forEach(
                        file -> {
                            flink.jars().delete(file.id());
                            story.tell("%s is gone", file.id());
                        });
        story.check(flink.jars().all().files().isEmpty(), "a jar is left");
    }

    void shutDown() {
        story.step("Shut the cluster down");
        flink.deleteCluster();
    }
}
