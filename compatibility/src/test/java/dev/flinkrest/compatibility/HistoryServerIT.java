package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flinkrest.applications.ApplicationOverview;
import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.compatibility.HistoryUnderTest.LiveJob;
import dev.flinkrest.compatibility.HistoryUnderTest.LiveVertex;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.history.ArchivedJobs;
import dev.flinkrest.history.HistoryServer;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.JobEndpoints;
import dev.flinkrest.jobs.JobOverview;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.checkpoints.CheckpointStatus;
import dev.flinkrest.jobs.rescales.Rescale;
import dev.flinkrest.jobs.vertices.VertexReads;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The history server's client on a real one of each version. In the end, every row that the server
 * has unpacked a reply of must have been seen to work through the handles, and no field lost.
 */
@ParameterizedClass(name = "Flink {0}")
@MethodSource("dev.flinkrest.compatibility.ClusterUnderTest#versions")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class HistoryServerIT {
    private static final JobId NOBODY = JobId.of("0123456789abcdef0123456789abcdef");

    @TempDir static Path folder;

    @Parameter String version;

    private HistoryUnderTest server;

    @BeforeParameterizedClassInvocation
    void start() {
        server = new HistoryUnderTest(version, folder.resolve(version));
    }

    private HistoryServer history() {
        return server.history();
    }

    private ArchivedJobs jobs() {
        return history().jobs();
    }

    @Test
    void tellsItsVersion() {
        assertThat(history().config().flinkVersion()).isEqualTo(version);
        assertThat(history().config().features().webHistory())
                .isEqualTo(server.isAtLeast(FlinkVersion.V1_16) ? Boolean.TRUE : null);
        assertThat(history().version()).hasToString(version);
    }

    @Test
    void listsTheJobsOfAllArchives() {
        assertThat(jobs().overview())
                .extracting(JobOverview::jid)
                .contains(
                        server.live(JobStatus.FINISHED).id(),
                        server.live(JobStatus.FAILED).id(),
                        server.live(JobStatus.CANCELED).id());
        JobId failed = server.live(JobStatus.FAILED).id();
        assertThat(jobs().overview())
                .filteredOn(job -> job.jid().equals(failed))
                .singleElement()
                .satisfies(job -> assertThat(job.state()).isEqualTo(JobStatus.FAILED))
                .satisfies(job -> assertThat(job.tasks().failed()).isEqualTo(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"FINISHED", "FAILED", "CANCELED"})
    void tellsOfAJobWhatItsClusterTold(JobStatus end) {
        LiveJob live = server.live(end);
        assertThat(jobs().get(live.id()).state()).isEqualTo(end);
        assertSame(jobs().get(live.id()), live.details());
        assertThat(jobs().getVertexIds(live.id())).hasSize(3);
        assertThat(jobs().getConfig(live.id())).isEqualTo(live.config());
        assertThat(jobs().getPlan(live.id())).isEqualTo(live.plan());
        assertThat(jobs().getExceptions(live.id())).isEqualTo(live.exceptions());
        assertThat(jobs().getAccumulators(live.id())).isEqualTo(live.accumulators());
        assertThat(live.accumulators().serializedUserTaskAccumulators())
                .containsKeys("records", "arguments");
    }

    @ParameterizedTest
    @EnumSource(names = {"FINISHED", "FAILED", "CANCELED"})
    void tellsOfAVertexWhatItsClusterTold(JobStatus end) {
        LiveVertex live = server.live(end).vertex();
        VertexReads vertex = jobs().getVertex(server.live(end).id(), live.id());
        assertThat(vertex.id()).isEqualTo(live.id());
        assertSame(vertex.details(), live.details());
        assertSame(vertex.subtaskTimes(), live.times());
        assertSame(vertex.taskManagers(), live.taskManagers());
        assertThat(vertex.subtasks().ids()).hasSize(live.details().parallelism());
        assertSame(vertex.subtasks().getAttempt(0, 0), live.attempt());
        assertSame(vertex.subtasks().getAttemptAccumulators(0, 0), live.accumulators());
    }

    /**
     * The moment of the reply is another, and an older checkpoint may have been discarded since.
     */
    private static void assertSame(Object archived, Object live) {
        assertThat(archived)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes("now", ".*discarded")
                .withEqualsForType(Double::equals, Double.class) // NaN is NaN
                .isEqualTo(live);
    }

    @ParameterizedTest
    @EnumSource(names = {"FINISHED", "FAILED", "CANCELED"})
    void tellsOfCheckpointsWhatTheClusterTold(JobStatus end) {
        LiveJob live = server.live(end);
        assertThat(jobs().getCheckpointingConfiguration(live.id())).isEqualTo(live.checkpointing());
        assertSame(jobs().getCheckpoints(live.id()), live.checkpoints());
        assertThat(jobs().getCheckpointIds(live.id())).hasSameSizeAs(live.checkpoints().history());
    }

    @Test
    void readsOneCheckpoint() {
        LiveJob live = server.live(JobStatus.CANCELED);
        long id = live.checkpoints().latest().completed().id();
        assertThat(jobs().getCheckpoints(live.id()).counts().completed()).isGreaterThanOrEqualTo(2);
        var checkpoint = jobs().getCheckpointDetails(live.id(), id);
        assertThat(checkpoint.status()).isEqualTo(CheckpointStatus.COMPLETED);
        assertThat(checkpoint.tasks()).hasSize(3).containsKey(live.vertex().id());
        assertThat(jobs().getCheckpointDetails(live.id(), id, live.vertex().id()).subtasks())
                .hasSize(4);
    }

    @Test
    void tellsOfTheJobManagerSince116() {
        JobId job = server.live(JobStatus.FAILED).id();
        if (!server.isAtLeast(FlinkVersion.V1_16)) {
            assertUnsupported(() -> jobs().getJobManagerConfig(job));
            assertUnsupported(() -> jobs().getJobManagerEnvironment(job));
            assertUnsupported(() -> jobs().getJobManagerLogUrl(job));
            assertUnsupported(() -> jobs().getTaskManagerLogUrl(job, server.taskManager()));
            return;
        }
        assertThat(jobs().getJobManagerConfig(job))
                .anySatisfy(
                        entry -> assertThat(entry.key()).isEqualTo("jobmanager.archive.fs.dir"));
        assertThat(jobs().getJobManagerEnvironment(job).jvm().options()).contains("-Xmx512m");
        assertThat(jobs().getJobManagerLogUrl(job)).isEqualTo("http://logs/" + job);
        assertThat(jobs().getTaskManagerLogUrl(job, server.taskManager()))
                .isEqualTo("http://logs/" + job + "/" + server.taskManager());
    }

    @Test
    void tellsOfRescalesSince23() {
        if (!server.isAtLeast(FlinkVersion.V2_3)) {
            var rescales = jobs().getRescales(server.live(JobStatus.CANCELED).id());
            assertUnsupported(rescales::config);
            assertUnsupported(rescales::overview);
            assertUnsupported(rescales::summary);
            assertUnsupported(rescales::history);
            return;
        }
        var rescales = jobs().getRescales(server.rescaled());
        assertThat(rescales.config().rescaleHistoryMax()).isEqualTo(20);
        List<Rescale> history = rescales.history();
        assertThat(history).hasSizeGreaterThanOrEqualTo(2);
        assertThat(rescales.overview().latest().completed()).isNotNull();
        assertThat(rescales.summary().rescalesCounts())
                .isEqualTo(rescales.overview().rescalesCounts());
        Rescale last = history.get(0);
        Rescale details = rescales.get(last.rescaleUuid());
        assertThat(details.rescaleAttemptId()).isEqualTo(last.rescaleAttemptId());
        assertThat(details.vertices()).hasSize(3);
    }

    @Test
    void whatTheClusterRefusedIsNotFound() {
        assumeTrue(server.isAtLeast(FlinkVersion.V2_3), "older clusters archive no such refusal");
        var rescales = server.unrecorded().jobs().getRescales(server.live(JobStatus.CANCELED).id());
        for (ThrowingCallable call :
                List.<ThrowingCallable>of(
                        rescales::config,
                        rescales::overview,
                        rescales::summary,
                        rescales::history)) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(call)
                    .withMessageContaining("daptive");
        }
    }

    @Test
    void tellsOfApplicationsSince23() {
        var applications = history().applications();
        if (!server.isAtLeast(FlinkVersion.V2_3)) {
            ApplicationId id = ApplicationId.of(NOBODY.value());
            assertUnsupported(applications::overview);
            assertUnsupported(() -> applications.get(id));
            assertUnsupported(() -> applications.getExceptions(id));
            assertUnsupported(() -> applications.getJobManagerConfig(id));
            return;
        }
        LiveJob failed = server.live(JobStatus.FAILED);
        ApplicationOverview application =
                applications.overview().stream()
                        .filter(one -> one.name().contains(failed.details().name()))
                        .findFirst()
                        .orElseThrow();
        assertThat(applications.ids()).contains(application.id());
        assertThat(applications.get(application.id()).jobs())
                .extracting(JobOverview::jid)
                .containsExactly(failed.id());
        assertThat(applications.getExceptions(application.id())).isNotEmpty();
        assertThat(applications.getJobManagerConfig(application.id())).isNotEmpty();
    }

    private static void assertUnsupported(ThrowingCallable call) {
        assertThatExceptionOfType(UnsupportedByServerException.class).isThrownBy(call);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        ArchivedJobs jobs = server.unrecorded().jobs();
        LiveJob live = server.live(JobStatus.CANCELED);
        VertexReads nobodys = jobs.getVertex(NOBODY, live.vertex().id());
        VertexReads noVertex = jobs.getVertex(live.id(), VertexId.of(NOBODY.value()));
        VertexReads vertex = jobs.getVertex(live.id(), live.vertex().id());
        for (ThrowingCallable call :
                List.<ThrowingCallable>of(
                        () -> jobs.get(NOBODY),
                        () -> jobs.getConfig(NOBODY),
                        () -> jobs.getPlan(NOBODY),
                        () -> jobs.getExceptions(NOBODY),
                        () -> jobs.getAccumulators(NOBODY),
                        () -> jobs.getCheckpoints(NOBODY),
                        () -> jobs.getCheckpointingConfiguration(NOBODY),
                        () -> jobs.getCheckpointDetails(NOBODY, 1),
                        () -> jobs.getCheckpointDetails(live.id(), 999_999),
                        () -> jobs.getCheckpointDetails(live.id(), 1, noVertex.id()),
                        nobodys::details,
                        noVertex::details,
                        noVertex::subtaskTimes,
                        noVertex::taskManagers,
                        () -> vertex.subtasks().getAttempt(0, 7),
                        () -> vertex.subtasks().getAttempt(99, 0),
                        () -> vertex.subtasks().getAttemptAccumulators(0, 7))) {
            assertThatExceptionOfType(NotFoundException.class).isThrownBy(call);
        }
    }

    /** Whatever the server has unpacked: there is a row for it, and the row reads all of it. */
    @Test
    void readsEveryReplyThatWasArchived() throws IOException {
        RecordingCaller reader = new RecordingCaller(server.unrecorded(), null, reply -> reply);
        List<ArchivedReply> replies = ArchivedReply.below(server.files());
        assertThat(replies).hasSizeGreaterThan(50);
        replies.forEach(reply -> reader.send(reply.request()));
        assertThat(reader.lost()).isEmpty();
    }

    @AfterParameterizedClassInvocation
    void everyRowWorkedAndNoFieldWasLost() throws IOException {
        try {
            Set<String> expected =
                    ArchivedReply.below(server.files()).stream()
                            .map(reply -> reply.request().endpoint().toString())
                            .collect(Collectors.toCollection(TreeSet::new));
            expected.add(ClusterEndpoints.CONFIG.toString());
            for (Endpoint<?> made :
                    List.of(JobEndpoints.JOB_MANAGER_LOG_URL, JobEndpoints.TASK_MANAGER_LOG_URL)) {
                if (server.isAtLeast(made.since())) {
                    expected.add(made.toString());
                }
            }
            assertThat(server.recorder().succeeded())
                    .as("rows that worked on the history server of Flink " + version)
                    .isEqualTo(expected);
            assertThat(server.recorder().lost()).as("fields lost on Flink " + version).isEmpty();
            Seen.hold(Server.HISTORY_SERVER, version, getClass(), server.recorder().succeeded());
        } finally {
            server.close();
        }
    }
}
