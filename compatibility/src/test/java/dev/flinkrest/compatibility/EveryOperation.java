package dev.flinkrest.compatibility;

import static dev.flinkrest.compatibility.ClientOperation.Alone.PROFILE;
import static dev.flinkrest.compatibility.ClientOperation.Alone.PROGRAM;
import static dev.flinkrest.compatibility.ClientOperation.Kind.READ;
import static dev.flinkrest.compatibility.ClientOperation.Kind.REFUSED_WRITE;
import static dev.flinkrest.compatibility.ClientOperation.Kind.STREAM;
import static dev.flinkrest.compatibility.ClientOperation.Kind.TEXT;
import static dev.flinkrest.compatibility.ClientOperation.Kind.VOID_WRITE;
import static dev.flinkrest.compatibility.ClientOperation.Kind.WRITE;

import dev.flinkrest.applications.ApplicationEndpoints;
import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.datasets.DataSetEndpoints;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.jars.JarEndpoints;
import dev.flinkrest.jobmanager.JobManagerEndpoints;
import dev.flinkrest.jobs.JobEndpoints;
import dev.flinkrest.jobs.checkpoints.CheckpointEndpoints;
import dev.flinkrest.jobs.rescales.RescaleEndpoints;
import dev.flinkrest.jobs.vertices.SubtaskEndpoints;
import dev.flinkrest.jobs.vertices.VertexEndpoints;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FileUpload;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.UploadProgress;
import dev.flinkrest.taskmanagers.TaskManagerEndpoints;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Every operation of the client, ready to be called on a running cluster: at least one for each row
 * of each table. A call of any of them leaves the others as they were.
 */
final class EveryOperation {
    static final List<ClientOperation> ALL =
            Stream.of(
                            ofCluster(),
                            ofJobs(),
                            ofParts(),
                            ofText(),
                            writes(),
                            triggers(),
                            ofJars(),
                            EveryGatewayOperation.all())
                    .flatMap(one -> one)
                    .toList();

    private EveryOperation() {}

    static Stream<ClientOperation> reads(
            Function<OperationSubjects, List<?>> ids, Endpoint<?>... rows) {
        return Arrays.stream(rows).map(row -> of(row, READ, ids));
    }

    private static Stream<ClientOperation> texts(
            Function<OperationSubjects, List<?>> ids, Endpoint<?>... rows) {
        return Arrays.stream(rows)
                .flatMap(row -> Stream.of(of(row, TEXT, ids), of(row, STREAM, ids)));
    }

    static ClientOperation of(
            Endpoint<?> row, ClientOperation.Kind kind, Function<OperationSubjects, List<?>> ids) {
        return ClientOperation.of(row, kind, it -> row.with(ids.apply(it).toArray()));
    }

    static ClientOperation write(Endpoint<?> row, Function<OperationSubjects, Request<?>> request) {
        return ClientOperation.of(row, WRITE, request);
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        Map<String, Object> both = new HashMap<>(body);
        both.put(name, value);
        return both;
    }

    private static Stream<ClientOperation> ofCluster() {
        return Stream.of(
                        reads(
                                it -> List.of(),
                                ClusterEndpoints.OVERVIEW,
                                ClusterEndpoints.CONFIG,
                                DataSetEndpoints.ALL,
                                ApplicationEndpoints.OVERVIEW,
                                JarEndpoints.ALL,
                                JobEndpoints.ALL,
                                JobEndpoints.OVERVIEW,
                                JobEndpoints.AGGREGATED_METRICS,
                                JobManagerEndpoints.CONFIG,
                                JobManagerEndpoints.ENVIRONMENT,
                                JobManagerEndpoints.LOGS,
                                JobManagerEndpoints.METRICS,
                                JobManagerEndpoints.THREAD_DUMP,
                                JobManagerEndpoints.PROFILINGS,
                                TaskManagerEndpoints.ALL,
                                TaskManagerEndpoints.AGGREGATED_METRICS),
                        reads(
                                it -> List.of(it.taskManager()),
                                TaskManagerEndpoints.DETAILS,
                                TaskManagerEndpoints.LOGS,
                                TaskManagerEndpoints.METRICS,
                                TaskManagerEndpoints.THREAD_DUMP,
                                TaskManagerEndpoints.PROFILINGS),
                        reads(
                                it -> List.of(it.application()),
                                ApplicationEndpoints.DETAILS,
                                ApplicationEndpoints.EXCEPTIONS,
                                ApplicationEndpoints.JOB_MANAGER_CONFIG),
                        reads(it -> List.of(it.deletion()), DataSetEndpoints.DELETION_STATUS),
                        reads(it -> List.of(it.disposal()), JobEndpoints.SAVEPOINT_DISPOSAL_STATUS))
                .flatMap(one -> one);
    }

    private static Stream<ClientOperation> ofJobs() {
        return Stream.of(
                        reads(
                                it -> List.of(it.job()),
                                JobEndpoints.DETAILS,
                                JobEndpoints.CONFIG,
                                JobEndpoints.EXCEPTIONS,
                                JobEndpoints.EXECUTION_RESULT,
                                JobEndpoints.METRICS,
                                JobEndpoints.PLAN,
                                JobEndpoints.ACCUMULATORS,
                                JobEndpoints.STATUS,
                                JobEndpoints.JOB_MANAGER_CONFIG,
                                JobEndpoints.JOB_MANAGER_ENVIRONMENT,
                                JobEndpoints.JOB_MANAGER_LOG_URL,
                                JobEndpoints.RESOURCE_REQUIREMENTS,
                                CheckpointEndpoints.STATISTICS,
                                CheckpointEndpoints.CONFIG,
                                RescaleEndpoints.CONFIG,
                                RescaleEndpoints.OVERVIEW,
                                RescaleEndpoints.SUMMARY,
                                RescaleEndpoints.HISTORY),
                        reads(
                                it -> List.of(it.job(), it.taskManager()),
                                JobEndpoints.TASK_MANAGER_LOG_URL),
                        reads(
                                it -> List.of(it.job(), it.savepoint()),
                                JobEndpoints.SAVEPOINT_STATUS),
                        reads(
                                it -> List.of(it.job(), it.checkpointTrigger()),
                                CheckpointEndpoints.STATUS),
                        reads(
                                it -> List.of(it.job(), it.checkpoint()),
                                CheckpointEndpoints.DETAILS),
                        reads(it -> List.of(it.job(), it.rescale()), RescaleEndpoints.DETAILS))
                .flatMap(one -> one);
    }

    private static Stream<ClientOperation> ofParts() {
        return Stream.of(
                        reads(
                                it -> List.of(it.job(), it.checkpoint(), it.vertex()),
                                CheckpointEndpoints.TASK_DETAILS),
                        reads(
                                it -> List.of(it.job(), it.vertex()),
                                VertexEndpoints.DETAILS,
                                VertexEndpoints.ACCUMULATORS,
                                VertexEndpoints.BACKPRESSURE,
                                VertexEndpoints.METRICS,
                                VertexEndpoints.SUBTASK_TIMES,
                                VertexEndpoints.TASK_MANAGERS,
                                VertexEndpoints.WATERMARKS,
                                VertexEndpoints.FLAME_GRAPH,
                                VertexEndpoints.JOB_MANAGER_OPERATOR_METRICS,
                                SubtaskEndpoints.ACCUMULATORS,
                                SubtaskEndpoints.AGGREGATED_METRICS),
                        reads(
                                it -> List.of(it.job(), it.vertex(), 0),
                                SubtaskEndpoints.CURRENT_ATTEMPT,
                                SubtaskEndpoints.METRICS),
                        reads(
                                it -> List.of(it.job(), it.vertex(), 0, 0),
                                SubtaskEndpoints.ATTEMPT,
                                SubtaskEndpoints.ATTEMPT_ACCUMULATORS))
                .flatMap(one -> one);
    }

    private static Stream<ClientOperation> ofText() {
        return Stream.of(
                        texts(it -> List.of(), JobManagerEndpoints.LOG, JobManagerEndpoints.STDOUT),
                        texts(it -> List.of(it.log()), JobManagerEndpoints.LOG_FILE),
                        texts(it -> List.of(it.profile()), JobManagerEndpoints.PROFILER_FILE),
                        texts(
                                it -> List.of(it.taskManager()),
                                TaskManagerEndpoints.LOG,
                                TaskManagerEndpoints.STDOUT),
                        texts(
                                it -> List.of(it.taskManager(), it.log()),
                                TaskManagerEndpoints.LOG_FILE),
                        texts(
                                it -> List.of(it.taskManager(), it.taskManagerProfile()),
                                TaskManagerEndpoints.PROFILER_FILE))
                .flatMap(one -> one);
    }

    private static Stream<ClientOperation> writes() {
        Map<String, Object> profile = Map.of("mode", "ITIMER", "duration", 1);
        return Stream.of(
                of(ClusterEndpoints.DELETE, VOID_WRITE, it -> List.of()),
                of(DataSetEndpoints.DELETE, WRITE, it -> List.of(it.dataSet())),
                of(ApplicationEndpoints.CANCEL, VOID_WRITE, it -> List.of(it.ownApplication()))
                        .alone(PROGRAM),
                of(JobEndpoints.TERMINATE, VOID_WRITE, it -> List.of(it.ownJob())).alone(PROGRAM),
                of(JobEndpoints.RESCALING, REFUSED_WRITE, it -> List.of(it.job()))
                        .refusedWith("Unavailable sent"),
                ClientOperation.of(
                        JobEndpoints.UPDATE_RESOURCE_REQUIREMENTS,
                        VOID_WRITE,
                        it ->
                                JobEndpoints.UPDATE_RESOURCE_REQUIREMENTS
                                        .with(it.job())
                                        .body(it.requirements())),
                write(
                                JobManagerEndpoints.PROFILE,
                                it ->
                                        it.whenNothingIsProfiled(
                                                JobManagerEndpoints.PROFILE.with().body(profile)))
                        .alone(PROFILE),
                write(
                                TaskManagerEndpoints.PROFILE,
                                it ->
                                        it.whenNothingIsProfiled(
                                                TaskManagerEndpoints.PROFILE
                                                        .with(it.taskManager())
                                                        .body(profile)))
                        .alone(PROFILE));
    }

    private static Stream<ClientOperation> triggers() {
        return Stream.of(
                write(
                        JobEndpoints.SAVEPOINT,
                        it -> JobEndpoints.SAVEPOINT.with(it.job()).body(it.savepointBody())),
                write(
                                JobEndpoints.SAVEPOINT,
                                it ->
                                        JobEndpoints.SAVEPOINT
                                                .with(it.job())
                                                .body(
                                                        with(
                                                                it.savepointBody(),
                                                                "triggerId",
                                                                TriggerId.random())))
                        .variant("with an id", FlinkVersion.V1_15),
                write(
                                JobEndpoints.STOP,
                                it ->
                                        JobEndpoints.STOP
                                                .with(it.ownJob())
                                                .body(Map.of("targetDirectory", it.directory())))
                        .alone(PROGRAM),
                write(
                        JobEndpoints.SAVEPOINT_DISPOSAL,
                        it ->
                                JobEndpoints.SAVEPOINT_DISPOSAL
                                        .with()
                                        .body(Map.of("savepoint-path", it.directory() + "/none"))),
                write(
                        CheckpointEndpoints.TRIGGER,
                        it -> CheckpointEndpoints.TRIGGER.with(it.job()).body(Map.of())));
    }

    private static Stream<ClientOperation> ofJars() {
        return Stream.of(
                write(
                        JarEndpoints.UPLOAD,
                        it ->
                                JarEndpoints.UPLOAD
                                        .with()
                                        .body(
                                                new FileUpload(
                                                        it.jarFile(),
                                                        "small.jar",
                                                        UploadProgress.NONE))),
                of(JarEndpoints.DELETE, VOID_WRITE, it -> List.of(it.ownJar())),
                program(JarEndpoints.PLAN, Map::of),
                program(JarEndpoints.RUN, Map::of),
                program(JarEndpoints.RUN, () -> Map.of("jobId", JobId.random()))
                        .variant("with an id", FlinkVersion.V1_13),
                program(JarEndpoints.RUN_APPLICATION, Map::of));
    }

    private static ClientOperation program(Endpoint<?> row, Supplier<Map<String, Object>> more) {
        return write(
                        row,
                        it -> {
                            Map<String, Object> body = new HashMap<>(more.get());
                            body.put("programArgsList", List.of("--records", "1", "--rate", "0"));
                            body.put("parallelism", 1);
                            return row.with(it.jar()).body(body);
                        })
                .alone(PROGRAM);
    }
}
