package dev.flinkrest.monitoring.metrics;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobmanager.JobManagerEndpoints;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobEndpoints;
import dev.flinkrest.jobs.JobIdWithStatus;
import dev.flinkrest.jobs.JobVertexSummary;
import dev.flinkrest.jobs.vertices.SubtaskEndpoints;
import dev.flinkrest.jobs.vertices.VertexEndpoints;
import dev.flinkrest.metrics.AggregatedMetric;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.monitoring.metrics.NameCache.Validity;
import dev.flinkrest.rest.Request;
import dev.flinkrest.taskmanagers.TaskManagerEndpoints;
import dev.flinkrest.taskmanagers.TaskManagerInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Collects what one selection chooses. Not safe for use by many threads. */
final class Collector {
    private final MetricSelection selection;
    private final NameCache cache;
    private final Collecting collecting;
    private final List<JobId> jobIds = new ArrayList<>();
    private final Map<JobId, PendingJob> jobs = new LinkedHashMap<>();
    private final Map<TaskManagerId, ComponentReader<Metric>> taskManagers = new LinkedHashMap<>();
    private @Nullable ComponentReader<Metric> jobManager;
    private @Nullable ComponentReader<AggregatedMetric> allTaskManagers;

    private record PendingJob(
            JobDetails details,
            @Nullable ComponentReader<Metric> metrics,
            List<PendingVertex> vertices) {}

    private record PendingVertex(
            JobVertexSummary summary,
            ComponentReader<AggregatedMetric> aggregated,
            ComponentReader<Metric> subtasks) {}

    Collector(MetricSelection selection, NameCache cache, ParallelCalls calls) {
        this.selection = selection;
        this.cache = cache;
        this.collecting = new Collecting(calls, cache);
    }

    MetricsSnapshot collect() {
        if (selection.runningJobs()) {
            findRunningJobs();
        }
        selection.jobs().forEach(this::findJob);
        readJobManager(selection.jobManagerMetrics());
        readAllTaskManagers(selection.aggregatedTaskManagerMetrics());
        findTaskManagers(selection.taskManagerMetrics());
        collecting.finish();
        reportUnknownVertices();
        return snapshot();
    }

    private <R> void ask(Request<R> request, Component component, Consumer<R> use) {
        collecting
                .calls()
                .send(
                        request,
                        use,
                        failure -> collecting.missing(component.missing(List.of(), failure)));
    }

    private void readJobManager(@Nullable MetricNames names) {
        if (names != null) {
            jobManager =
                    ComponentReader.plain(
                            collecting,
                            Component.of("the job manager"),
                            Validity.OF_PROCESS,
                            JobManagerEndpoints.METRICS.with());
            jobManager.read(names);
        }
    }

    private void readAllTaskManagers(@Nullable MetricNames names) {
        if (names != null) {
            allTaskManagers =
                    ComponentReader.aggregated(
                            collecting,
                            Component.of("all task managers"),
                            Validity.OF_PROCESS,
                            TaskManagerEndpoints.AGGREGATED_METRICS.with(),
                            selection.aggregations());
            allTaskManagers.read(names);
        }
    }

    private void findTaskManagers(@Nullable MetricNames names) {
        if (names != null) {
            ask(
                    TaskManagerEndpoints.ALL.with(),
                    Component.of("the list of task managers"),
                    list ->
                            list.taskmanagers().stream()
                                    .map(TaskManagerInfo::id)
                                    .forEach(id -> readTaskManager(id, names)));
        }
    }

    private void readTaskManager(TaskManagerId id, MetricNames names) {
        ComponentReader<Metric> reader =
                ComponentReader.plain(
                        collecting,
                        Component.of(id),
                        Validity.OF_PROCESS,
                        TaskManagerEndpoints.METRICS.with(id));
        taskManagers.put(id, reader);
        reader.read(names);
    }

    private void findRunningJobs() {
        ask(
                JobEndpoints.ALL.with(),
                Component.of("the list of jobs"),
                list -> {
                    List<JobId> running =
                            list.jobs().stream()
                                    .filter(job -> !job.status().isTerminal())
                                    .map(JobIdWithStatus::id)
                                    .toList();
                    Set<JobId> known = new HashSet<>(running);
                    cache.forgetJobs(job -> !known.contains(job));
                    running.forEach(this::findJob);
                });
    }

    private void findJob(JobId job) {
        jobIds.add(job);
        collecting
                .calls()
                .send(
                        JobEndpoints.DETAILS.with(job),
                        details -> readJob(job, details),
                        failure -> withoutJob(job, failure));
    }

    private void withoutJob(JobId job, FlinkRestException failure) {
        if (failure instanceof NotFoundException) {
            cache.forgetJobs(job::equals);
        }
        collecting.missing(Component.of(job).missing(List.of(), failure));
    }

    private void readJob(JobId job, JobDetails details) {
        if (details.state().isTerminal()) {
            cache.forgetJobs(job::equals);
        }
        ComponentReader<Metric> metrics = null;
        if (selection.jobMetrics() != null) {
            metrics =
                    ComponentReader.plain(
                            collecting,
                            Component.of(job),
                            Validity.of(job, details, null),
                            JobEndpoints.METRICS.with(job));
            metrics.read(selection.jobMetrics());
        }
        List<PendingVertex> vertices = new ArrayList<>();
        if (selection.wantsVertices()) {
            for (JobVertexSummary vertex : details.vertices()) {
                if (selection.vertices().isEmpty() || selection.vertices().contains(vertex.id())) {
                    vertices.add(readVertex(job, details, vertex));
                }
            }
        }
        jobs.put(job, new PendingJob(details, metrics, vertices));
    }

    private PendingVertex readVertex(JobId job, JobDetails details, JobVertexSummary vertex) {
        Component component = Component.of(job, vertex.id());
        Validity validity = Validity.of(job, details, vertex);
        ComponentReader<AggregatedMetric> aggregated =
                ComponentReader.aggregated(
                        collecting,
                        component,
                        validity,
                        SubtaskEndpoints.AGGREGATED_METRICS.with(job, vertex.id()),
                        selection.aggregations());
        ComponentReader<Metric> subtasks =
                ComponentReader.plain(
                        collecting,
                        component,
                        validity,
                        VertexEndpoints.METRICS.with(job, vertex.id()));
        MetricNames vertexMetrics = selection.vertexMetrics();
        if (vertexMetrics != null) {
            aggregated.read(vertexMetrics);
        }
        MetricNames subtaskMetrics = selection.subtaskMetrics();
        if (subtaskMetrics != null) {
            readSubtasks(component, subtasks, aggregated, subtaskMetrics, vertex.parallelism());
        }
        return new PendingVertex(vertex, aggregated, subtasks);
    }

    /**
     * Reads single subtasks. The list of all names of all subtasks may be megabytes long, so it is
     * asked for only where the short list, without the subtasks' numbers, has something to choose.
     */
    private void readSubtasks(
            Component component,
            ComponentReader<Metric> subtasks,
            ComponentReader<AggregatedMetric> shortList,
            MetricNames names,
            int parallelism) {
        List<String> named =
                IntStream.range(0, Math.max(0, parallelism))
                        .boxed()
                        .flatMap(
                                subtask ->
                                        names.named().stream()
                                                .map(name -> new SubtaskName(subtask, name)))
                        .map(SubtaskName::toString)
                        .toList();
        Predicate<String> wish = names.listed();
        if (wish == null) {
            subtasks.read(named, null);
            return;
        }
        Predicate<String> numbered =
                text -> {
                    SubtaskName name = SubtaskName.parse(text);
                    return name != null && wish.test(name.name());
                };
        if (names == MetricNames.all()) {
            subtasks.read(named, numbered);
        } else {
            shortList.list(
                    list -> {
                        // an empty list says nothing yet: Flink may not have fetched any
                        boolean none = !list.isEmpty() && list.stream().noneMatch(wish);
                        subtasks.read(named, none ? null : numbered);
                    },
                    failure -> collecting.missing(component.missing(named, failure)));
        }
    }

    private void reportUnknownVertices() {
        Set<VertexId> unknown = new LinkedHashSet<>(selection.vertices());
        jobs.values().stream()
                .flatMap(job -> job.details().vertices().stream())
                .map(JobVertexSummary::id)
                .forEach(unknown::remove);
        unknown.forEach(
                vertex ->
                        collecting.missing(
                                new Component("vertex " + vertex, null, vertex, null)
                                        .missing(
                                                List.of(),
                                                "none of the jobs that could be read has it")));
    }

    private MetricsSnapshot snapshot() {
        Map<JobId, JobMetrics> read = new LinkedHashMap<>();
        for (JobId id : jobIds) {
            PendingJob job = jobs.get(id);
            if (job != null) {
                read.put(id, jobMetrics(id, job));
            }
        }
        Map<TaskManagerId, Map<String, Metric>> processes = new LinkedHashMap<>();
        taskManagers.forEach((id, reader) -> processes.put(id, reader.found()));
        return new MetricsSnapshot(
                read,
                jobManager == null ? Map.of() : jobManager.found(),
                processes,
                allTaskManagers == null ? Map.of() : allTaskManagers.found(),
                collecting.missing());
    }

    private static JobMetrics jobMetrics(JobId id, PendingJob job) {
        JobDetails details = job.details();
        Map<VertexId, VertexMetrics> vertices = new LinkedHashMap<>();
        job.vertices()
                .forEach(vertex -> vertices.put(vertex.summary().id(), vertexMetrics(vertex)));
        return new JobMetrics(
                id,
                details.name(),
                details.state(),
                details.now(),
                job.metrics() == null ? Map.of() : job.metrics().found(),
                vertices);
    }

    private static VertexMetrics vertexMetrics(PendingVertex vertex) {
        JobVertexSummary summary = vertex.summary();
        Map<Integer, Map<String, Metric>> subtasks = new TreeMap<>();
        for (Metric metric : vertex.subtasks().found().values()) {
            SubtaskName name = SubtaskName.parse(metric.id());
            if (name != null) {
                subtasks.computeIfAbsent(name.subtask(), number -> new TreeMap<>())
                        .put(name.name(), new Metric(name.name(), metric.value()));
            }
        }
        return new VertexMetrics(
                summary.id(),
                summary.name(),
                summary.parallelism(),
                summary.status(),
                vertex.aggregated().found(),
                subtasks);
    }
}
