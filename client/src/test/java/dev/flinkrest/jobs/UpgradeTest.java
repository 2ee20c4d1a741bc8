package dev.flinkrest.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.JobEndedException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.error.UpgradeFailedException;
import dev.flinkrest.error.UpgradeFailedException.Outcome;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.ClaimMode;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.UpgradeEvent.Step;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upgrade does where a real server is hard to bring to: the rest is in UpgradeIT. */
class UpgradeTest {
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final JobId NEXT = JobId.of(Upgrade.derive(JOB, "new version"));
    private static final JobId BACK = JobId.of(Upgrade.derive(JOB, "old version"));
    private static final Reply UNKNOWN = new Reply(404, "{\"errors\":[\"unknown\"]}");

    /** The jobs that the server knows, and their states. */
    private final Map<JobId, String> states = new HashMap<>(Map.of(JOB, "RUNNING"));

    /** What is thrown when a job of that id is run. */
    private final Map<JobId, RuntimeException> refusals = new HashMap<>();

    private final List<UpgradeEvent> events = new ArrayList<>();

    /** What was asked to run and to stop. */
    private final List<String> sent = new ArrayList<>();

    private String lastCheckpoints =
            "\"savepoint\":{\"id\":3,\"status\":\"COMPLETED\",\"checkpoint_type\":\"SYNC_SAVEPOINT\","
                    + "\"external_path\":\"file:/sp\"}";

    private Reply deletion = new Reply(500, "{\"errors\":[\"no\"]}");
    private FlinkVersion version = FlinkVersion.V2_3;
    private RuntimeException stopFails;

    private Reply answer(Request<?> request) {
        String line = request.toString();
        return switch (request.endpoint().template()) {
            case "/jars" ->
                    Reply.ok(
                            "{\"address\":\"x\",\"files\":[{\"id\":\"old.jar\",\"name\":\"o.jar\",\"uploaded\":1,"
                                    + "\"entry\":[]},{\"id\":\"new.jar\",\"name\":\"n.jar\",\"uploaded\":1,\"entry\":[]}]}");
            case "/jars/:jarid" -> deletion;
            case "/jars/:jarid/run" -> {
                sent.add(line);
                yield run(line);
            }
            case "/jobs/:jobid/stop" -> {
                sent.add(line);
                if (stopFails != null) {
                    throw stopFails;
                }
                states.put(JOB, "FINISHED");
                yield Reply.ok("{\"request-id\":\"" + "1".repeat(32) + "\"}");
            }
            case "/jobs/:jobid/savepoints/:triggerid" ->
                    states.get(JOB).equals("RUNNING")
                            ? UNKNOWN
                            : Reply.ok(
                                    "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"file:/sp\"}}");
            case "/jobs/:jobid/checkpoints" ->
                    "RUNNING".equals(states.get(JOB))
                            ? Reply.ok("{\"latest\":{},\"history\":[]}")
                            : Reply.ok("{\"latest\":{" + lastCheckpoints + "},\"history\":[]}");
            case "/jobs/:jobid/exceptions" -> Reply.ok("{\"exceptionHistory\":{\"entries\":[]}}");
            case "/jobs/:jobid" -> details(request.target());
            default -> throw new AssertionError("unexpected " + line);
        };
    }

    private Reply run(String line) {
        for (JobId id : List.of(NEXT, BACK)) {
            if (line.contains(id.value())) {
                RuntimeException refusal = refusals.get(id);
                if (refusal != null) {
                    throw refusal;
                }
                assertThat(line).contains("\"savepointPath\":\"file:/sp\"");
                states.put(id, "RUNNING");
                return Reply.ok("{\"jobid\":\"" + id + "\"}");
            }
        }
        throw new AssertionError("unexpected " + line);
    }

    private Reply details(String target) {
        JobId id = JobId.of(target.substring("/jobs/".length(), "/jobs/".length() + 32));
        String state = states.get(id);
        return state == null
                ? UNKNOWN
                : Reply.ok(
                        "{\"jid\":\"%s\",\"state\":\"%s\",\"now\":5,\"vertices\":[{\"id\":\"%s\",\"parallelism\":1,\"tasks\":{\"RUNNING\":1}}]}"
                                .formatted(id, state, "c".repeat(32)));
    }

    private static ConnectionException broken(boolean maybeSent) {
        return new ConnectionException("POST /x", maybeSent, "it broke off", null);
    }

    private UpgradeOptions options() {
        return UpgradeOptions.builder()
                .newVersion(JarId.of("new.jar"), RunOptions.none())
                .oldVersion(JarId.of("old.jar"), RunOptions.none())
                .stopTimeout(Duration.ofSeconds(5))
                .startTimeout(Duration.ofSeconds(5))
                .listener(events::add)
                .build();
    }

    private UpgradeResult upgrade() throws Exception {
        return new Jobs(new FakeCaller(version, this::answer)).upgrade(JOB, options());
    }

    @Test
    void succeedsThoughTheOldJarStaysBehind() throws Exception {
        UpgradeResult result = upgrade();
        assertThat(result)
                .isEqualTo(new UpgradeResult(NEXT, JarId.of("new.jar"), "file:/sp", false));
        assertThat(events)
                .last()
                .isEqualTo(
                        new UpgradeEvent(
                                Step.DELETE_OLD_JAR, UpgradeEvent.Phase.FAILED, "jar old.jar"));
    }

    @Test
    void takesUpWhatAnotherCallBegan() throws Exception {
        states.put(JOB, "FINISHED");
        assertThat(upgrade().savepoint()).isEqualTo("file:/sp");
        assertThat(states).containsEntry(NEXT, "RUNNING");
        states.remove(JOB); // forgotten meanwhile
        assertThat(upgrade()).isEqualTo(new UpgradeResult(NEXT, null, null, false));
    }

    @Test
    void takesANewVersionThatIsDoneAlreadyForUp() throws Exception {
        states.put(JOB, "FINISHED");
        states.put(NEXT, "FINISHED");
        assertThat(upgrade().job()).isEqualTo(NEXT);
    }

    @Test
    void doesNotGoBackWhenTheNewVersionMayYetStart() {
        refusals.put(NEXT, broken(true));
        version = FlinkVersion.V2_3;
        FakeCaller server = new FakeCaller(version, this::answer);
        var flink =
                FlinkRestClient.over(server)
                        .with(CallOptions.NONE.withCallTimeout(Duration.ofMillis(100)));
        assertThatExceptionOfType(UpgradeFailedException.class)
                .isThrownBy(() -> flink.jobs().upgrade(JOB, options()))
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN))
                .withMessageContaining("whether the new version runs is not known")
                .withMessageEndingWith("goes on from there; its savepoint is file:/sp");
        assertThat(states).doesNotContainKey(BACK);
    }

    @Test
    void saysWhenNeitherVersionComesUp() {
        refusals.put(NEXT, broken(false));
        refusals.put(BACK, new ConnectionException("POST /y", false, "nor this", null));
        assertThatExceptionOfType(UpgradeFailedException.class)
                .isThrownBy(this::upgrade)
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.STOPPED))
                .satisfies(e -> assertThat(e.rollbackFailure()).hasMessage("POST /y: nor this"))
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(e.rollbackFailure()))
                .withMessage(
                        "upgrade of job "
                                + JOB
                                + ": the new version did not come up: POST /x: it broke off; nor did the old"
                                + " version come up again: POST /y: nor this. Now: neither version is up; its"
                                + " savepoint is file:/sp");
    }

    @Test
    void changesNothingWhenTheStopWasNeverSent() {
        stopFails = broken(false);
        assertThatExceptionOfType(UpgradeFailedException.class)
                .isThrownBy(this::upgrade)
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.UNCHANGED));
    }

    @Test
    void doesNotKnowWhetherAJobStopsOnOldServersWhenTheAnswerIsLost() {
        version = FlinkVersion.V1_13;
        stopFails = broken(true);
        assertThatExceptionOfType(UpgradeFailedException.class)
                .isThrownBy(this::upgrade)
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN))
                .satisfies(e -> assertThat(e.runningJob()).isNull());
    }

    @Test
    void staysWhereItIsWhenInterrupted() {
        refusals.put(NEXT, new InterruptedCallException("POST /x", true, null));
        assertThatExceptionOfType(InterruptedCallException.class).isThrownBy(this::upgrade);
        assertThat(states).containsOnlyKeys(JOB);
    }

    @Test
    void outlastsAListenerThatThrows() throws Exception {
        UpgradeOptions options =
                UpgradeOptions.builder()
                        .newVersion(JarId.of("new.jar"), RunOptions.none())
                        .withoutRollback()
                        .listener(
                                event -> {
                                    throw new IllegalStateException("listener");
                                })
                        .build();
        assertThat(new Jobs(new FakeCaller(version, this::answer)).upgrade(JOB, options).job())
                .isEqualTo(NEXT);
    }

    @Test
    void refusesBeforeTheJobIsStopped() {
        version = FlinkVersion.V1_13;
        UpgradeOptions options =
                UpgradeOptions.builder()
                        .newVersion(
                                JarId.of("new.jar"),
                                RunOptions.builder().flinkConfiguration("a.b", "c").build())
                        .withoutRollback()
                        .build();
        Jobs jobs = new Jobs(new FakeCaller(version, this::answer));
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(() -> jobs.upgrade(JOB, options));
        assertThat(states).containsEntry(JOB, "RUNNING");
        states.clear();
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(this::upgrade);
    }

    private void refused(UpgradeOptions options) {
        Jobs jobs = new Jobs(new FakeCaller(version, this::answer));
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> jobs.upgrade(JOB, options))
                .isNotInstanceOf(UpgradeFailedException.class);
        assertThat(sent).isEmpty();
        assertThat(states).containsOnly(Map.entry(JOB, "RUNNING"));
    }

    @Test
    void refusesAJarThatIsNotThereBeforeTheJobIsStopped() {
        refused(
                UpgradeOptions.builder()
                        .newVersion(JarId.of("other.jar"), RunOptions.none())
                        .withoutRollback()
                        .build());
        refused(
                UpgradeOptions.builder()
                        .newVersion(JarId.of("new.jar"), RunOptions.none())
                        .oldVersion(JarId.of("other.jar"), RunOptions.none())
                        .build());
    }

    @Test
    void refusesAFormatThatTheServerDoesNotKnowBeforeTheJobIsStopped() {
        version = FlinkVersion.V1_13;
        refused(
                UpgradeOptions.builder()
                        .newVersion(JarId.of("new.jar"), RunOptions.none())
                        .withoutRollback()
                        .stop(StopOptions.builder().formatType(SavepointFormat.NATIVE).build())
                        .build());
    }

    @Test
    void tellsOfEachStepWhenItBeginsAndWhenItIsDone() throws Exception {
        deletion = Reply.ok("{}");
        assertThat(upgrade().oldJarDeleted()).isTrue();
        assertThat(events)
                .extracting(event -> event.step() + " " + event.phase() + " " + event.detail())
                .containsExactly(
                        "STOP BEGUN job " + JOB,
                        "STOP DONE file:/sp",
                        "RUN BEGUN jar new.jar",
                        "RUN DONE " + NEXT,
                        "AWAIT BEGUN job " + NEXT,
                        "AWAIT DONE " + NEXT,
                        "DELETE_OLD_JAR BEGUN jar old.jar",
                        "DELETE_OLD_JAR DONE old.jar");
    }

    @Test
    void leavesTheSavepointToTheOldVersionWhereItMayBeNeeded() throws Exception {
        upgrade();
        assertThat(sent).last().asString().contains("\"claimMode\":\"NO_CLAIM\"");
        states.remove(NEXT);
        states.put(JOB, "RUNNING");
        version = FlinkVersion.V1_13;
        upgrade();
        assertThat(sent).last().asString().doesNotContain("NO_CLAIM");
    }

    @Test
    void leavesWhoOwnsTheSavepointToTheOptionsAndTheCluster() throws Exception {
        RunOptions legacy = RunOptions.builder().claimMode(ClaimMode.LEGACY).build();
        new Jobs(new FakeCaller(version, this::answer))
                .upgrade(
                        JOB,
                        UpgradeOptions.builder()
                                .newVersion(JarId.of("new.jar"), legacy)
                                .oldVersion(JarId.of("old.jar"), RunOptions.none())
                                .keepOldJar()
                                .listener(events::add)
                                .build());
        assertThat(sent).last().asString().contains("\"claimMode\":\"LEGACY\"");
        assertThat(events).extracting(UpgradeEvent::step).doesNotContain(Step.DELETE_OLD_JAR);

        states.remove(NEXT);
        states.put(JOB, "RUNNING");
        new Jobs(new FakeCaller(version, this::answer))
                .upgrade(
                        JOB,
                        UpgradeOptions.builder()
                                .newVersion(JarId.of("new.jar"), RunOptions.none())
                                .withoutRollback()
                                .build());
        assertThat(sent).last().asString().doesNotContain("claimMode");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // somebody's savepoint, after which the job went on
                "\"savepoint\":{\"id\":3,\"checkpoint_type\":\"SAVEPOINT\",\"external_path\":\"file:/sp\"}",
                // a stop whose savepoint was not the last that the job did
                "\"savepoint\":{\"id\":3,\"checkpoint_type\":\"SYNC_SAVEPOINT\",\"external_path\":\"file:/sp\"},"
                        + "\"completed\":{\"id\":4,\"status\":\"COMPLETED\"}",
                "\"savepoint\":{\"id\":3,\"checkpoint_type\":\"SYNC_SAVEPOINT\",\"external_path\":\"file:/sp\"},"
                        + "\"restored\":{\"id\":3}",
                ""
            })
    void doesNotGoOnFromASavepointThatAJobHasNotEndedWith(String checkpoints) {
        states.put(JOB, "FINISHED");
        lastCheckpoints = checkpoints.replace("\"id\":3,", "\"id\":3,\"status\":\"COMPLETED\",");
        assertThatExceptionOfType(JobEndedException.class)
                .isThrownBy(this::upgrade)
                .satisfies(e -> assertThat(e.state()).isEqualTo("FINISHED"));
        assertThat(sent).isEmpty();
    }
}
