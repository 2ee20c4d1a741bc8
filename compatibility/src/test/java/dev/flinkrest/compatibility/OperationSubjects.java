package dev.flinkrest.compatibility;

import static dev.flinkrest.compatibility.ClusterUnderTest.PATIENCE;

import com.sun.net.httpserver.HttpServer;
import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.datasets.DataSetEndpoints;
import dev.flinkrest.diagnostics.Profiler;
import dev.flinkrest.diagnostics.ProfilingInfo;
import dev.flinkrest.diagnostics.ProfilingMode;
import dev.flinkrest.diagnostics.ProfilingStatus;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.RescaleId;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jars.RunApplicationOptions;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.SavepointOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * What every operation can be called on: a cluster with a running job, from 1.16 on a SQL Gateway
 * before it, and a stand-in for the one operation that would end the cluster. Everything here goes
 * to the servers directly, whatever lies between them and the client that is tested. Safe for use
 * by many threads.
 */
final class OperationSubjects implements AutoCloseable {
    /** How long a server may take to start, on a machine with much else to do. */
    static final Duration START = Duration.ofMinutes(5);

    private static final Duration PROFILE = Duration.ofSeconds(1);

    private final EmbeddedFlink server;
    private final FlinkRestClient flink;
    private final HttpServer standIn;
    private final GatewaySubjects gateway;

    private final Lock programs = new ReentrantLock();
    private final Lock profiles = new ReentrantLock();

    /** The jobs that each thread has started and not ended. */
    private final ThreadLocal<List<JobId>> own = ThreadLocal.withInitial(ArrayList::new);

    private final JarId jar;
    private final Path jarFile;
    private final JobId job;
    private final VertexId vertex;
    private final TaskManagerId taskManager;
    private final TriggerId savepoint;
    private final long checkpoint;
    private final TriggerId checkpointTrigger;
    private final TriggerId disposal;
    private final TriggerId deletion;
    private final String profile;
    private final String taskManagerProfile;

    /**
     * Starts a cluster, and what is needed of it.
     *
     * @param version the version of Flink
     * @param withGateway whether to start a gateway, too, if that version has one
     */
    OperationSubjects(String version, boolean withGateway) throws IOException {
        FlinkVersion minor = FlinkVersion.parse(version).orElseThrow();
        boolean speaksSql = withGateway && minor.isAtLeast(FlinkVersion.V1_16);
        EmbeddedFlink.Builder builder =
                EmbeddedFlink.builder()
                        .version(version)
                        .slots(16)
                        .startTimeout(START)
                        .configuration(
                                minor.isAtLeast(FlinkVersion.V1_18)
                                        ? AdaptiveIT.CONFIGURATION
                                        : Map.of())
                        // a machine with much else to do is slow, and nothing here is about that
                        .configuration("heartbeat.timeout", "600000")
                        .configuration("web.timeout", "60000")
                        .configuration("akka.ask.timeout", "60 s")
                        .configuration("web.checkpoints.history", "1000")
                        .configuration("jobstore.max-capacity", "50")
                        .configuration("rest.flamegraph.enabled", "true")
                        .configuration("rest.profiling.enabled", "true")
                        .configuration("rest.profiling.history-size", "1000");
        server = (speaksSql ? builder.sql() : builder).start();
        flink = FlinkRestClient.connect(server.uri());
        standIn = standIn(version);
        jarFile = Files.createTempFile(server.directory(), "small", ".jar");
        new JarOutputStream(Files.newOutputStream(jarFile), new Manifest()).close();
        jar = flink.jars().upload(ClusterUnderTest.JAR).jarId();
        job = run();
        flink.jobs().awaitAllVerticesRunning(job, PATIENCE);
        vertex = flink.jobs().getVertexIds(job).get(0);
        taskManager = flink.taskManagers().ids().get(0);
        var made = flink.jobs().createSavepoint(job, SavepointOptions.into(directory()));
        made.await(PATIENCE);
        savepoint = made.triggerId();
        checkpoint =
                ClusterUnderTest.await(
                                () -> flink.jobs().getCheckpoints(job).latest().savepoint(),
                                Objects::nonNull) // the server keeps statistics for a while
                        .id();
        checkpointTrigger =
                minor.isAtLeast(FlinkVersion.V1_17)
                        ? flink.jobs().triggerCheckpoint(job).triggerId()
                        : null;
        disposal = flink.jobs().disposeSavepoint(directory() + "/none").triggerId();
        deletion = flink.send(DataSetEndpoints.DELETE.with(dataSet())).requestId();
        boolean profiles = minor.isAtLeast(FlinkVersion.V1_19);
        profile = profiles ? profile(flink.jobManager().profiler()) : null;
        taskManagerProfile =
                profiles ? profile(flink.taskManagers().getProfiler(taskManager)) : null;
        gateway = speaksSql ? new GatewaySubjects(server, flink) : null;
    }

    /** Answers as a JobManager that does nothing. */
    private static HttpServer standIn(String version) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    boolean config = exchange.getRequestURI().getPath().equals("/config");
                    byte[] reply =
                            (config ? "{\"flink-version\":\"" + version + "\"}" : "{}")
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, reply.length);
                    exchange.getResponseBody().write(reply);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static String profile(Profiler profiler) {
        return profiler.start(ProfilingMode.ITIMER, PROFILE).await(PATIENCE).outputFile();
    }

    FlinkVersion version() {
        return FlinkVersion.parse(server.version()).orElseThrow();
    }

    /** Returns the server that an operation is to be called on. */
    URI uri(ClientOperation operation) {
        if (operation.row() == ClusterEndpoints.DELETE) {
            return URI.create("http://127.0.0.1:" + standIn.getAddress().getPort());
        }
        return operation.server() == Server.SQL_GATEWAY ? gateway.uri() : server.uri();
    }

    /** Returns the cluster's own address. */
    URI uri() {
        return server.uri();
    }

    /** Returns what the gateway has; null where there is none. */
    GatewaySubjects gateway() {
        return gateway;
    }

    /** Returns a client that nothing lies before. */
    FlinkRestClient flink() {
        return flink;
    }

    String directory() {
        return server.directory().resolve("savepoints").toUri().toString();
    }

    Path jarFile() {
        return jarFile;
    }

    JarId jar() {
        return jar;
    }

    JobId job() {
        return job;
    }

    VertexId vertex() {
        return vertex;
    }

    TaskManagerId taskManager() {
        return taskManager;
    }

    long checkpoint() {
        return checkpoint;
    }

    TriggerId checkpointTrigger() {
        return checkpointTrigger;
    }

    TriggerId savepoint() {
        return savepoint;
    }

    TriggerId disposal() {
        return disposal;
    }

    TriggerId deletion() {
        return deletion;
    }

    String dataSet() {
        return "0".repeat(32);
    }

    String log() {
        return "flink.log";
    }

    String profile() {
        return profile;
    }

    String taskManagerProfile() {
        return taskManagerProfile;
    }

    ApplicationId application() {
        return flink.applications().ids().get(0);
    }

    RescaleId rescale() {
        return flink.jobs().getRescales(job).history().get(0).rescaleUuid();
    }

    Object requirements() {
        return flink.jobs().getResourceRequirements(job);
    }

    Map<String, Object> savepointBody() {
        return Map.of("target-directory", directory(), "cancel-job", false);
    }

    /** Starts a job that may be ended. */
    JobId ownJob() {
        JobId started = run();
        own.get().add(started);
        return started;
    }

    /** Starts a job that goes on until the cluster ends. */
    JobId run() {
        return flink.jars()
                .run(
                        jar,
                        RunOptions.builder()
                                .arguments("--rate", "5", "--checkpoint-interval", "100000")
                                .parallelism(1)
                                .build());
    }

    ApplicationId ownApplication() {
        ApplicationId started =
                flink.jars()
                        .runApplication(
                                jar,
                                RunApplicationOptions.builder()
                                        .arguments("--rate", "5")
                                        .parallelism(1)
                                        .build());
        flink.applications().get(started).jobs().forEach(one -> own.get().add(one.jid()));
        return started;
    }

    JarId ownJar() {
        try {
            return flink.jars().upload(jarFile).jarId();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until no JVM is being profiled. */
    <T extends Request<?>> T whenNothingIsProfiled(T request) {
        for (Profiler profiler :
                List.of(
                        flink.jobManager().profiler(),
                        flink.taskManagers().getProfiler(taskManager))) {
            ClusterUnderTest.await(
                    profiler::all,
                    all ->
                            all.stream()
                                    .map(ProfilingInfo::status)
                                    .noneMatch(ProfilingStatus.RUNNING::equals));
        }
        return request;
    }

    /** Returns what is held while an operation is called. */
    Lock lock(ClientOperation operation) {
        return switch (operation.alone()) {
            case PROGRAM ->
                    version().isAtLeast(FlinkVersion.V1_18) ? new ReentrantLock() : programs;
            case PROFILE -> profiles;
            case NO -> new ReentrantLock();
        };
    }

    /** Ends the jobs that this thread has started, so that they take no slot from others. */
    void tidy() {
        own.get().forEach(this::end);
        own.remove();
    }

    /** Ends a job, unless it has ended. */
    void end(JobId started) {
        try {
            flink.jobs().terminate(started);
        } catch (NotFoundException | ConflictException e) {
            // it has
        }
    }

    @Override
    public void close() {
        if (gateway != null) {
            gateway.close();
        }
        standIn.stop(0);
        flink.close();
        server.close();
    }
}
