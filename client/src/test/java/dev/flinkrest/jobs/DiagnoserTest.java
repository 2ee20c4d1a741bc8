package dev.flinkrest.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.diagnosis.BackPressure;
import dev.flinkrest.jobs.diagnosis.FailedCheckpoints;
import dev.flinkrest.jobs.diagnosis.MissingSlots;
import dev.flinkrest.jobs.diagnosis.Restarts;
import dev.flinkrest.jobs.diagnosis.RootCause;
import dev.flinkrest.jobs.diagnosis.Skew;
import dev.flinkrest.jobs.diagnosis.SlowCheckpoint;
import dev.flinkrest.jobs.diagnosis.Unanswered;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.FakeTicker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On replies that a Flink 2.3.0 gave. */
class DiagnoserTest {
    private static final String SOURCE = "ca88eee0095684d687a1b6495617f957";
    private static final String COUNTER = "5b61d6019ab04da71a4e62533c1a8c40";
    private static final String SINK = "2e588ce1c86a9d46e2e85186773ce4fd";
    private static final String CALM =
            "{\"status\":\"ok\",\"backpressureLevel\":\"ok\",\"end-timestamp\":1795591336390,\"subtasks\":["
                    + "{\"subtask\":0,\"backpressureLevel\":\"ok\",\"ratio\":0.0,\"idleRatio\":1.0,\"busyRatio\":0.0}]}";
    private static final String FRESH = CALM.replace("1.0", "0.0");

    private final FakeTicker ticker = new FakeTicker();

    /** By what comes after the job's id; the last reply is given again and again. */
    private final Map<String, Deque<Reply>> replies = new HashMap<>();

    private final List<Duration> timeouts = new ArrayList<>();
    private final FakeCaller server = new FakeCaller(FlinkVersion.V2_3, this::reply);

    private Reply reply(Request<?> request) {
        timeouts.add(request.options().callTimeout());
        String path = request.target().replaceFirst("/jobs/\\p{XDigit}{32}", "");
        Deque<Reply> next = replies.get(path);
        if (next == null) {
            return new Reply(500, "{\"errors\":[\"nothing for " + path + "\"]}");
        }
        return next.size() > 1 ? next.pop() : next.peek();
    }

    private void give(String path, Reply... bodies) {
        replies.put(path, new ArrayDeque<>(List.of(bodies)));
    }

    private static Reply recorded(String name) {
        return Reply.ok(Replies.text(name));
    }

    private static String backPressure(String vertex) {
        return "/vertices/" + vertex + "/backpressure";
    }

    /** A job that its sink holds back. */
    @BeforeEach
    void slowJob() {
        give("", recorded("slow-2.3.0-job"));
        give("/exceptions", recorded("slow-2.3.0-exceptions"));
        give("/checkpoints", recorded("slow-2.3.0-checkpoints"));
        give("/checkpoints/config", recorded("slow-2.3.0-config"));
        give("/overview", recorded("short-2.3.0-overview"));
        give(
                "/metrics?get=numRestarts,fullRestarts",
                Reply.ok("[{\"id\":\"numRestarts\",\"value\":\"0\"}]"));
        for (String vertex : List.of(SOURCE, COUNTER, SINK)) {
            give("/vertices/" + vertex, recorded("slow-2.3.0-vertex-" + vertex));
            give(backPressure(vertex), recorded("slow-2.3.0-backpressure-" + vertex));
        }
    }

    private JobDiagnosis diagnose() {
        JobId job = Replies.job("slow-2.3.0").jid();
        return new Diagnoser(server, job, ticker).diagnose();
    }

    @Test
    void asksForAllThatMayBeWrong() {
        JobDiagnosis diagnosis = diagnose();
        assertThat(diagnosis.findings())
                .hasExactlyElementsOfTypes(SlowCheckpoint.class, BackPressure.class);
        assertThat(diagnosis.unanswered()).isEmpty();
        assertThat(diagnosis.name()).isEqualTo("Slow");
        assertThat(diagnosis.state()).isEqualTo(JobStatus.RUNNING);
        assertThat(diagnosis.takenAt()).isEqualTo(1795591336238L);
        assertThat(diagnosis.toString()).isEqualTo(diagnosis.summary());
        assertThat(diagnosis.summary().lines())
                .hasSize(3)
                .first()
                .isEqualTo("Job Slow (" + diagnosis.job() + ") is RUNNING");
        assertThat(diagnosis.summary()).contains("\nWARNING: Count per key is held back 100 % of");
        assertThat(server.asked).first().isEqualTo("GET /jobs/" + diagnosis.job());
        assertThat(server.asked).hasSize(5 + 2 + 6).contains("GET /overview");
        assertThat(ticker.slept).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void putsTheWorstFirst() {
        give("/exceptions", recorded("restarting-1.13.6-exceptions"));
        give("/checkpoints", recorded("expired-2.3.0-checkpoints"));
        give("/vertices/" + COUNTER, recorded("skew-2.3.0-vertex-" + COUNTER));
        give(
                "",
                Reply.ok(
                        Replies.text("slow-2.3.0-job")
                                .replace("\"RUNNING\":2", "\"RUNNING\":1")
                                .replace("\"SCHEDULED\":0", "\"SCHEDULED\":1")));
        assertThat(diagnose().findings())
                .hasExactlyElementsOfTypes(
                        RootCause.class,
                        MissingSlots.class,
                        Restarts.class,
                        FailedCheckpoints.class,
                        BackPressure.class,
                        Skew.class);
    }

    @Test
    void saysThatAllIsWell() {
        give("/checkpoints", recorded("failed-2.3.0-checkpoints"));
        for (String vertex : List.of(SOURCE, COUNTER, SINK)) {
            give(backPressure(vertex), Reply.ok(CALM));
        }
        JobDiagnosis diagnosis = diagnose();
        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.summary())
                .isEqualTo("Job Slow (" + diagnosis.job() + ") is RUNNING: nothing found");
    }

    @Test
    void asksNoNumbersOfAJobThatHasEnded() {
        give("", recorded("failed-2.3.0-job"));
        give("/exceptions", recorded("failed-2.3.0-exceptions"));
        give("/checkpoints", recorded("failed-2.3.0-checkpoints"));
        assertThat(diagnose().findings()).hasExactlyElementsOfTypes(RootCause.class);
        assertThat(server.asked).hasSize(5);
        assertThat(ticker.slept).isEmpty();
    }

    @Test
    void asksAgainForNumbersThatFlinkDoesNotHaveYet() {
        give(
                backPressure(COUNTER),
                Reply.ok("{\"status\":\"deprecated\"}"),
                new Reply(500, Replies.text("no-value-2.3.0-backpressure")),
                Reply.ok(FRESH),
                recorded("slow-2.3.0-backpressure-" + COUNTER));
        JobDiagnosis diagnosis = diagnose();
        assertThat(diagnosis.findings()).hasAtLeastOneElementOfType(BackPressure.class);
        assertThat(diagnosis.unanswered()).isEmpty();
        assertThat(ticker.slept.stream().map(Duration::toMillis))
                .containsExactly(500L, 10L, 20L, 40L);
    }

    @Test
    void saysThatFlinkHasNoNumbersInTime() {
        give(backPressure(COUNTER), Reply.ok(FRESH));
        JobDiagnosis diagnosis = diagnose();
        assertThat(diagnosis.unanswered())
                .containsExactly(
                        new Unanswered(
                                "the back pressure of Count per key",
                                "the server has not all numbers of it yet; ask again in some seconds"));
        assertThat(ticker.slept.stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofMillis(5_500));
        assertThat(diagnosis.findings())
                .filteredOn(BackPressure.class::isInstance)
                .as("of the source, next to which there are no numbers")
                .hasSize(1);
    }

    @Test
    void listsWhatCannotBeHadAndTellsTheRest() {
        replies.remove("/checkpoints");
        replies.remove("/overview");
        replies.remove("/vertices/" + COUNTER);
        replies.remove(backPressure(SOURCE));
        JobDiagnosis diagnosis = diagnose();
        assertThat(diagnosis.findings()).hasExactlyElementsOfTypes(BackPressure.class);
        assertThat(diagnosis.unanswered())
                .extracting(Unanswered::what)
                .containsExactlyInAnyOrder(
                        "the checkpoints",
                        "the slots of the cluster",
                        "the subtasks of Count per key",
                        "the back pressure of Source: Numbers");
        assertThat(diagnosis.summary())
                .contains(
                        "\nNot known: the checkpoints: GET /jobs/:jobid/checkpoints answered 500 for ");
    }

    @Test
    void doesWithoutExceptionsAndRestarts() {
        replies.remove("/exceptions");
        replies.remove("/metrics?get=numRestarts,fullRestarts");
        assertThat(diagnose().unanswered())
                .extracting(Unanswered::what)
                .containsExactly("the number of restarts", "the exceptions");
    }

    @Test
    void knowsNoUnknownJob() {
        give("", new Reply(404, "{\"errors\":[\"Job could not be found\"]}"));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(this::diagnose);
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void endsInTime() {
        FakeCaller slow =
                new FakeCaller(
                        FlinkVersion.V2_3,
                        request -> {
                            ticker.now += Duration.ofSeconds(4).toNanos();
                            return reply(request);
                        });
        new Diagnoser(slow, Replies.job("slow-2.3.0").jid(), ticker).diagnose();
        assertThat(timeouts.get(0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(timeouts.get(1)).isEqualTo(Duration.ofSeconds(26));
        assertThat(timeouts.get(timeouts.size() - 1)).isEqualTo(Duration.ofNanos(1));
    }

    @Test
    void canBeInterrupted() {
        ticker.interrupted = true;
        assertThatExceptionOfType(InterruptedCallException.class)
                .isThrownBy(this::diagnose)
                .withMessageStartingWith("diagnosis of job ");
        assertThat(Thread.interrupted()).isTrue();
    }
}
