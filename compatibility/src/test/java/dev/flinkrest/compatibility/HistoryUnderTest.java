package dev.flinkrest.compatibility;

import static dev.flinkrest.compatibility.ClusterUnderTest.PATIENCE;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedHistoryServer;
import dev.flinkrest.history.HistoryServer;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.JobAccumulators;
import dev.flinkrest.jobs.JobConfig;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobExceptions;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.checkpoints.CheckpointingConfiguration;
import dev.flinkrest.jobs.checkpoints.CheckpointingStatistics;
import dev.flinkrest.jobs.vertices.JobVertex;
import dev.flinkrest.jobs.vertices.SubtaskAttemptAccumulators;
import dev.flinkrest.jobs.vertices.SubtaskExecutionAttempt;
import dev.flinkrest.jobs.vertices.SubtaskTimes;
import dev.flinkrest.jobs.vertices.VertexDetails;
import dev.flinkrest.jobs.vertices.VertexTaskManagers;
import dev.flinkrest.plan.JobPlan;
import dev.flinkrest.rest.FlinkVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A real History Server of one version, over the jobs of clusters of the same version that are
 * gone, and what those clusters last told of them.
 */
final class HistoryUnderTest implements AutoCloseable {
    private static final String ARCHIVE = "jobmanager.archive.fs.dir";
    private final EmbeddedHistoryServer server;
    private final HistoryServer client;
    private final RecordingCaller recorder;
    private final Path files;
    private final Map<JobStatus, LiveJob> jobs = new LinkedHashMap<>();
    private TaskManagerId taskManager;
    private JobId rescaled;

    /** What a cluster told of a job that had ended, and of one of its vertices. */
    record LiveJob(
            JobDetails details,
            JobConfig config,
            JobPlan plan,
            JobExceptions exceptions,
            JobAccumulators accumulators,
            CheckpointingConfiguration checkpointing,
            CheckpointingStatistics checkpoints,
            LiveVertex vertex) {

        static LiveJob read(FlinkRestClient flink, JobId job) {
            var jobs = flink.jobs();
            return new LiveJob(
                    jobs.get(job),
                    jobs.getConfig(job),
                    jobs.getPlan(job),
                    jobs.getExceptions(job),
                    jobs.getAccumulators(job, true),
                    jobs.getCheckpointingConfiguration(job),
                    jobs.getCheckpoints(job),
                    LiveVertex.read(jobs.getVertex(job, jobs.getVertexIds(job).get(1))));
        }

        JobId id() {
            return details.jid();
        }
    }

    /** What a cluster told of the vertex in the middle, which has state and accumulators. */
    record LiveVertex(
            VertexDetails details,
            SubtaskTimes times,
            VertexTaskManagers taskManagers,
            SubtaskExecutionAttempt attempt,
            SubtaskAttemptAccumulators accumulators) {

        static LiveVertex read(JobVertex vertex) {
            return new LiveVertex(
                    vertex.details(),
                    vertex.subtaskTimes(),
                    vertex.taskManagers(),
                    vertex.subtasks().getAttempt(0, 0),
                    vertex.subtasks().getAttemptAccumulators(0, 0));
        }

        VertexId id() {
            return details.id();
        }
    }

    HistoryUnderTest(String version, Path directory) {
        Path archives = directory.resolve("archives");
        files = directory.resolve("files");
        server =
                EmbeddedHistoryServer.builder()
                        .version(version)
                        .archiveDirectory(archives)
                        .refreshInterval(Duration.ofMillis(200))
                        .configuration("historyserver.web.tmpdir", files.toString())
                        .configuration(
                                "historyserver.log.jobmanager.url-pattern", "http://logs/<jobid>")
                        .configuration(
                                "historyserver.log.taskmanager.url-pattern",
                                "http://logs/<jobid>/<tmid>")
                        .start();
        client = HistoryServer.connect(server.uri());
        recorder = new RecordingCaller(client, null, reply -> reply);
        try {
            runJobs(version, Map.of(ARCHIVE, archives.toUri().toString()));
            if (isAtLeast(FlinkVersion.V2_3)) {
                runRescaledJob(version, Map.of(ARCHIVE, archives.toUri().toString()));
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Has a job each that finished, failed, and was cancelled after some checkpoints. */
    private void runJobs(String version, Map<String, String> configuration) {
        try (ClusterUnderTest cluster = new ClusterUnderTest(version, configuration)) {
            FlinkRestClient flink = cluster.unrecorded();
            ClusterUnderTest.Jobs started = cluster.jobs();
            ClusterUnderTest.await(
                    () -> flink.jobs().getCheckpoints(started.running()).counts().completed(),
                    completed -> completed >= 2);
            flink.jobs().terminate(started.running());
            cluster.awaitState(started.running(), JobStatus.CANCELED);
            taskManager = flink.taskManagers().ids().get(0);
            jobs.put(JobStatus.FINISHED, LiveJob.read(flink, started.finished()));
            jobs.put(JobStatus.FAILED, LiveJob.read(flink, started.failed()));
            jobs.put(JobStatus.CANCELED, LiveJob.read(flink, started.running()));
            jobs.values().forEach(job -> client.awaitJob(job.id(), PATIENCE));
        }
    }

    private void runRescaledJob(String version, Map<String, String> configuration) {
        Map<String, String> adaptive = new LinkedHashMap<>(AdaptiveIT.CONFIGURATION);
        adaptive.putAll(configuration);
        try (ClusterUnderTest cluster = new ClusterUnderTest(version, adaptive)) {
            rescaled =
                    cluster.run(
                            cluster.upload(), "--parallelism", "1", "--checkpoint-interval", "500");
            cluster.awaitRunning(rescaled);
            cluster.unrecorded().jobs().rescale(rescaled, 2).await(PATIENCE);
            cluster.unrecorded().jobs().terminate(rescaled);
            cluster.awaitState(rescaled, JobStatus.CANCELED);
            client.awaitJob(rescaled, PATIENCE);
        }
    }

    /** The history server, whose replies are looked at twice. */
    HistoryServer history() {
        return HistoryServer.over(recorder);
    }

    /** The client itself. */
    HistoryServer unrecorded() {
        return client;
    }

    RecordingCaller recorder() {
        return recorder;
    }

    /** The job that came to this end, as its cluster told of it. */
    LiveJob live(JobStatus end) {
        return jobs.get(end);
    }

    /** The job that was rescaled under the adaptive scheduler; null before Flink 2.3. */
    JobId rescaled() {
        return rescaled;
    }

    TaskManagerId taskManager() {
        return taskManager;
    }

    /** Where the history server has unpacked the archives: each file is a reply. */
    Path files() {
        return files;
    }

    boolean isAtLeast(FlinkVersion version) {
        return client.version().isAtLeast(version);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
