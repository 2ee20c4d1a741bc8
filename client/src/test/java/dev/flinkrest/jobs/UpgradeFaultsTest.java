package dev.flinkrest.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.UpgradeFailedException;
import dev.flinkrest.error.UpgradeFailedException.Outcome;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Upgrades over a network and beside job managers that fail at the worst moment. */
class UpgradeFaultsTest {
    static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    static final JobId NEXT = JobId.of(Upgrade.derive(JOB, "new version"));
    static final JobId BACK = JobId.of(Upgrade.derive(JOB, "old version"));
    static final Reply UNKNOWN = new Reply(404, "{\"errors\":[\"unknown\"]}");
    static final Reply DUPLICATE =
            new Reply(
                    400,
                    "{\"errors\":[\"org.apache.flink.runtime.client.DuplicateJobSubmissionException: Job has already been submitted.\\n\\tat a.B.c(B.java:1)\"]}");
    private static final String STOPPED =
            """
            {"latest":{"savepoint":{"id":3,"status":"COMPLETED","external_path":"file:/sp",
              "checkpoint_type":"SYNC_SAVEPOINT"}},"history":[]}""";
    private static final String RESTORED =
            """
            {"latest":{"restored":{"id":3,"external_path":"file:/sp","is_savepoint":true}},
             "history":[]}""";
    private static final Reply SAVEPOINT =
            Reply.ok(
                    "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"file:/sp\"}}");
    private static final Reply NO_SUCH_JOB =
            Reply.ok(
                    "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":{\"class\":"
                            + "\"x.FlinkJobNotFoundException\",\"stack-trace\":\"Could not find Flink job\"}}}");
    final Map<JobId, String> states = new HashMap<>(Map.of(JOB, "RUNNING"));
    final Map<JobId, Integer> tasks = new HashMap<>();
    final List<String> runs = new ArrayList<>();
    final Set<String> jars = new TreeSet<>(Set.of("old.jar", "new.jar"));

    /** Answers instead, unless it gives null. */
    Function<Request<?>, Reply> special = r -> null;

    boolean rollback = true;
    FlinkVersion version = FlinkVersion.V2_3;

    Reply answer(Request<?> r) {
        Reply s = special.apply(r);
        if (s != null) {
            return s;
        }
        return switch (r.endpoint().template()) {
            case "/jars" -> listing();
            case "/jars/:jarid" -> {
                jars.remove(r.target().substring("/jars/".length()));
                yield Reply.ok("{}");
            }
            case "/jars/:jarid/run" -> run(r);
            case "/jobs/:jobid/stop" -> {
                states.put(JOB, "FINISHED");
                yield Reply.ok("{\"request-id\":\"" + "1".repeat(32) + "\"}");
            }
            case "/jobs/:jobid/savepoints/:triggerid" ->
                    states.get(JOB).equals("RUNNING") ? UNKNOWN : SAVEPOINT;
            case "/jobs/:jobid/checkpoints" -> Reply.ok(id(r).equals(JOB) ? STOPPED : RESTORED);
            case "/config" -> Reply.ok("{\"refresh-interval\":50}");
            case "/jobs/:jobid/exceptions" -> Reply.ok("{\"exceptionHistory\":{\"entries\":[]}}");
            case "/jobs/:jobid" -> job(r);
            default -> throw new AssertionError("unexpected " + r);
        };
    }

    private Reply listing() {
        return Reply.ok(
                jars.stream()
                        .map(
                                "{\"id\":\"%s\",\"name\":\"n.jar\",\"uploaded\":1,\"entry\":[]}"
                                        ::formatted)
                        .collect(Collectors.joining(",", "{\"address\":\"x\",\"files\":[", "]}")));
    }

    private Reply run(Request<?> r) {
        String line = r.toString();
        runs.add(line.replace(NEXT.value(), "NEXT").replace(BACK.value(), "BACK"));
        JobId id = line.contains(NEXT.value()) ? NEXT : BACK;
        states.put(id, "RUNNING");
        return Reply.ok("{\"jobid\":\"" + id + "\"}");
    }

    private Reply job(Request<?> r) {
        JobId id = id(r);
        if (r.toString().startsWith("PATCH")) {
            states.put(id, "CANCELED");
            return new Reply(202, "{}");
        }
        String state = states.get(id);
        return state == null
                ? UNKNOWN
                : Reply.ok(
                        "{\"jid\":\"%s\",\"state\":\"%s\",\"now\":5,\"vertices\":[{\"id\":\"%s\",\"parallelism\":1,\"tasks\":{\"RUNNING\":%d}}]}"
                                .formatted(id, state, "c".repeat(32), tasks.getOrDefault(id, 1)));
    }

    static JobId id(Request<?> r) {
        return JobId.of(r.target().substring(6, 38));
    }

    static boolean isGet(Request<?> r, JobId id) {
        return r.toString().equals("GET /jobs/" + id);
    }

    static boolean isRun(Request<?> r, JobId id) {
        return r.endpoint().template().equals("/jars/:jarid/run")
                && r.toString().contains(id.value());
    }

    UpgradeResult upgrade() throws Exception {
        var b =
                UpgradeOptions.builder()
                        .newVersion(JarId.of("new.jar"), RunOptions.none())
                        .stopTimeout(Duration.ofMillis(300))
                        .startTimeout(Duration.ofMillis(300));
        if (rollback) {
            b.oldVersion(JarId.of("old.jar"), RunOptions.none());
        } else {
            b.withoutRollback();
        }
        return FlinkRestClient.over(new FakeCaller(version, this::answer))
                .with(CallOptions.NONE.withCallTimeout(Duration.ofMillis(300)))
                .jobs()
                .upgrade(JOB, b.build());
    }

    Throwable failure() {
        return catchThrowable(this::upgrade);
    }

    /** Killed after RUN; an hour later the old job is forgotten; the new version fails. */
    @Test
    void goesBackWithTheStateThoughTheOldJobIsForgotten() {
        states.remove(JOB);
        states.put(NEXT, "FAILED");
        Throwable t = failure();
        assertThat(t).hasMessageContaining("Now: the old version runs again");
        assertThat(runs)
                .singleElement()
                .asString()
                .contains("BACK", "\"savepointPath\":\"file:/sp\"");
    }

    /** Another call of the same upgrade, or the killed one's request on the server, was faster. */
    @Test
    void takesANewVersionThatAnotherCallStartedForItsOwn() {
        special =
                r -> {
                    if (isRun(r, NEXT)) {
                        states.put(NEXT, "RUNNING");
                        return DUPLICATE;
                    }
                    return null;
                };
        Throwable t = failure();
        assertThat(t).isNull();
        assertThat(states).containsEntry(NEXT, "RUNNING").doesNotContainKey(BACK);
    }

    @Test
    void doesNotGoBackWhenTheServerDoesNotSayWhetherTheNewVersionIsThere() {
        int[] asked = {0, 0};
        special =
                r -> {
                    if (isRun(r, NEXT)) {
                        asked[0]++;
                        throw new ConnectionException(
                                "POST /jars/:jarid/run", true, "it broke off", null);
                    }
                    if (isGet(r, NEXT) && asked[0] > 0 && asked[1]++ == 0) {
                        return new Reply(500, "{\"errors\":[\"Internal server error.\"]}");
                    }
                    return null;
                };
        Throwable t = failure();
        assertThat(states).as("NEXT may still come up; " + t).doesNotContainKey(BACK);
    }

    /** The job manager fails over between run and await. */
    @Test
    void runsOneVersionWhenAJobManagerTakesOver() {
        int[] asked = {0};
        special =
                r -> isGet(r, NEXT) && states.containsKey(NEXT) && asked[0]++ < 2 ? UNKNOWN : null;
        Throwable t = failure();
        assertThat(t)
                .isInstanceOf(UpgradeFailedException.class)
                .hasMessageContaining("what runs is not known");
        assertThat(states).containsEntry(NEXT, "RUNNING").doesNotContainKey(BACK);
    }

    @Test
    void changesNothingWhenTheStopIsRefused() {
        special =
                r ->
                        r.endpoint().template().equals("/jobs/:jobid/stop")
                                ? new Reply(
                                        400,
                                        "{\"errors\":[\"Config key [state.savepoints.dir] is not set. Property [targetDirectory] must be provided.\"]}")
                                : null;
        Throwable t = failure();
        assertThat(((UpgradeFailedException) t).outcome())
                .as(t.getMessage())
                .isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void doesNotSayThatAJobRunsOnThatHasDied() {
        special =
                r ->
                        switch (r.endpoint().template()) {
                            case "/jobs/:jobid/stop" -> {
                                states.put(JOB, "FAILED");
                                yield Reply.ok("{\"request-id\":\"" + "1".repeat(32) + "\"}");
                            }
                            case "/jobs/:jobid/savepoints/:triggerid" ->
                                    states.get(JOB).equals("RUNNING")
                                            ? UNKNOWN
                                            : Reply.ok(
                                                    "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":{\"class\":\"x.Y\",\"stack-trace\":\"x.Y: task failed\"}}}");
                            default -> null;
                        };
        Throwable t = failure();
        assertThat(t.getMessage()).doesNotContain("the job runs on");
    }

    /** A stop fails because an earlier one has done its work, and the server shows that later. */
    @Test
    void goesOnFromTheSavepointOfAnEarlierStopThatHasNotEndedTheJobYet() throws Exception {
        version = FlinkVersion.V1_13;
        int[] asked = {0};
        boolean[] stopped = {false};
        special =
                r ->
                        switch (r.endpoint().template()) {
                            case "/jobs/:jobid/stop" -> {
                                stopped[0] = true;
                                yield Reply.ok("{\"request-id\":\"" + "1".repeat(32) + "\"}");
                            }
                            case "/jobs/:jobid/savepoints/:triggerid" -> NO_SUCH_JOB;
                            case "/jobs/:jobid/checkpoints" ->
                                    stopped[0] ? null : Reply.ok("{\"latest\":{},\"history\":[]}");
                            case "/jobs/:jobid" -> {
                                if (stopped[0] && isGet(r, JOB) && asked[0]++ == 5) {
                                    states.put(JOB, "FINISHED");
                                }
                                yield null;
                            }
                            default -> null;
                        };
        UpgradeResult result = upgrade();
        assertThat(result.savepoint()).isEqualTo("file:/sp");
        assertThat(asked[0]).isGreaterThan(5);
    }

    @Test
    void doesNotSayThatAJobRunsOnThatTheServerDoesNotKnow() {
        special =
                r -> {
                    switch (r.endpoint().template()) {
                        case "/jobs/:jobid/stop" -> states.remove(JOB);
                        case "/jobs/:jobid/savepoints/:triggerid" -> {
                            return states.containsKey(JOB) ? UNKNOWN : NO_SUCH_JOB;
                        }
                        default -> {
                            return null;
                        }
                    }
                    return Reply.ok("{\"request-id\":\"" + "1".repeat(32) + "\"}");
                };
        assertThat(failure())
                .isInstanceOfSatisfying(
                        UpgradeFailedException.class,
                        e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
    }

    @Test
    void canBeCalledAgainWhenAllIsDone() throws Exception {
        UpgradeResult first = upgrade();
        assertThat(first.oldJarDeleted()).isTrue();
        assertThat(upgrade().job()).isEqualTo(NEXT);
    }

    @Test
    void namesTheOldVersionThatMayYetComeUp() {
        special = r -> isRun(r, NEXT) ? new Reply(400, "{\"errors\":[\"main failed\"]}") : null;
        tasks.put(BACK, 0);
        Throwable t = failure();
        assertThat(states).containsEntry(BACK, "RUNNING");
        assertThat(((UpgradeFailedException) t).runningJob()).as(t.getMessage()).isEqualTo(BACK);
    }

    @Test
    void tellsTheSavepointThoughTheServerIsGone() {
        rollback = false;
        boolean[] down = {false};
        special =
                r -> {
                    if (isRun(r, NEXT)) {
                        down[0] = true;
                        return null;
                    }
                    if (down[0]) {
                        throw new ConnectionException("GET /x", false, "refused", null);
                    }
                    return null;
                };
        assertThat(failure())
                .isInstanceOfSatisfying(
                        UpgradeFailedException.class,
                        e -> assertThat(e.savepoint()).isEqualTo("file:/sp"));
    }

    @Test
    void goesBackWhenTheNewVersionEndsBeforeItIsCancelled() {
        tasks.put(NEXT, 0);
        special =
                r -> {
                    if (r.toString().startsWith("PATCH /jobs/" + NEXT)) {
                        states.put(NEXT, "FAILED");
                        return new Reply(
                                409,
                                "{\"errors\":[\"Job cancellation failed because the job has already reached another terminal state (FAILED).\"]}");
                    }
                    return null;
                };
        Throwable t = failure();
        assertThat(states).as("%s", t).containsKey(BACK);
    }

    @Test
    void awaitsTheOldVersionThatAnotherCallRanAgain() {
        states.put(JOB, "FINISHED");
        states.put(BACK, "RUNNING");
        tasks.put(BACK, 0);
        UpgradeFailedException t = (UpgradeFailedException) failure();
        assertThat(t.outcome()).as(t.getMessage()).isNotEqualTo(Outcome.ROLLED_BACK);
    }

    @Test
    void tellsTheSavepointOfAnUpgradeThatWasRolledBack() {
        states.put(JOB, "FINISHED");
        states.put(BACK, "FAILED");
        UpgradeFailedException t = (UpgradeFailedException) failure();
        assertThat(t.savepoint()).as(t.getMessage()).isEqualTo("file:/sp");
    }

    @Test
    void keepsTheSavepointOfAJobThatIsForgottenAtOnce() throws Exception {
        special =
                r -> {
                    if (r.endpoint().template().equals("/jobs/:jobid/savepoints/:triggerid")
                            && states.get(JOB).equals("FINISHED")) {
                        states.remove(JOB);
                        return Reply.ok(
                                "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"file:/sp\"}}");
                    }
                    return null;
                };
        assertThat(upgrade().savepoint()).isEqualTo("file:/sp");
    }
}
