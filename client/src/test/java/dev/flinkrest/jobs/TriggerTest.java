package dev.flinkrest.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.id.DataSetId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TriggerId;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Operation;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of a trigger whose answer is lost. */
class TriggerTest {
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final TriggerId TRIGGER = TriggerId.of("12b969df26f8f7bc553b3fde61895c07");
    private static final Reply ACCEPTED = new Reply(202, "{\"request-id\":\"" + TRIGGER + "\"}");

    private final FakeTicker ticker = new FakeTicker();

    private static Reply lost() {
        throw new ConnectionException("POST /x", true, "it broke off", null);
    }

    private FakeCaller losing(FlinkVersion version, int answers) {
        List<Integer> lost = new ArrayList<>();
        return new FakeCaller(
                version,
                request -> {
                    if (lost.size() < answers) {
                        lost.add(1);
                        return lost();
                    }
                    return ACCEPTED;
                });
    }

    @Test
    void repeatsATriggerOfItsOwnIdUntilItIsAnswered() {
        for (Function<Jobs, Operation<?>> trigger : triggers()) {
            FakeCaller server = losing(FlinkVersion.V2_3, 3);
            assertThat(trigger.apply(new Jobs(server, ticker)).triggerId()).isEqualTo(TRIGGER);
            assertThat(server.asked).hasSize(4);
            assertThat(server.asked.get(0)).containsPattern("\"triggerId\":\"[0-9a-f]{32}\"");
            assertThat(server.asked).containsOnly(server.asked.get(0));
        }
    }

    private static List<Function<Jobs, Operation<?>>> triggers() {
        return List.of(
                jobs -> jobs.createSavepoint(JOB),
                jobs -> jobs.stop(JOB),
                jobs -> jobs.triggerCheckpoint(JOB));
    }

    @Test
    void choosesANewIdForEachTrigger() {
        FakeCaller server = losing(FlinkVersion.V2_3, 0);
        for (int i = 0; i < 2; i++) {
            for (Function<Jobs, Operation<?>> trigger : triggers()) {
                assertThat(trigger.apply(new Jobs(server, ticker)).triggerId()).isEqualTo(TRIGGER);
            }
        }
        assertThat(server.asked).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void reportsALostAnswerWhereTheServerTakesNoId() {
        Stream.<Function<Jobs, Operation<?>>>of(
                        jobs -> jobs.createSavepoint(JOB),
                        jobs -> jobs.stop(JOB),
                        jobs -> jobs.disposeSavepoint("file:/sp"))
                .forEach(
                        trigger -> {
                            FakeCaller server = losing(FlinkVersion.V1_14, 1);
                            assertThatExceptionOfType(ConnectionException.class)
                                    .isThrownBy(() -> trigger.apply(new Jobs(server, ticker)))
                                    .withMessageMatching(
                                            "POST /.*: whether .* is not known; .*; the failure was: .*it broke"
                                                    + " off")
                                    .satisfies(e -> assertThat(e.maybeSent()).isTrue());
                            assertThat(server.asked)
                                    .hasSize(1)
                                    .noneMatch(a -> a.contains("triggerId"));
                        });
        FakeCaller server = losing(FlinkVersion.V2_3, 1);
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(
                        () ->
                                FlinkRestClient.over(server)
                                        .deleteDataset(DataSetId.of("0".repeat(32))))
                .withMessageContaining("is not known; see datasets, or delete it again");
    }

    @Test
    void keepsTheKindOfAFailureThatIsReported() {
        FakeCaller late =
                new FakeCaller(
                        FlinkVersion.V1_13,
                        request -> {
                            throw new DeadlineExceededException(
                                    "POST /x", true, Duration.ofSeconds(3), "silence", null);
                        });
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> new Jobs(late, ticker).createSavepoint(JOB))
                .withMessageContaining("whether the savepoint is made is not known")
                .satisfies(e -> assertThat(e.timeout()).isEqualTo(Duration.ofSeconds(3)));
        FakeCaller refused =
                new FakeCaller(
                        FlinkVersion.V1_13,
                        request -> {
                            throw new ConnectionException("POST /x", false, "refused", null);
                        });
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> new Jobs(refused, ticker).createSavepoint(JOB))
                .withMessage("POST /x: refused");
    }

    @Test
    void saysWhatToLookAtWhenAProxyHasNoAnswer() {
        for (int status : List.of(502, 504)) {
            FakeCaller server =
                    new FakeCaller(
                            FlinkVersion.V1_14,
                            request -> new Reply(status, "<html><title>no answer</title></html>"));
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> new Jobs(server, ticker).stop(JOB))
                    .withMessageStartingWith(
                            "POST /jobs/:jobid/stop: whether the job stops is not known; see its"
                                    + " state and getCheckpoints of it; the failure was: ")
                    .withMessageContaining("answered " + status)
                    .withCauseInstanceOf(ServerErrorException.class)
                    .satisfies(e -> assertThat(e.maybeSent()).isTrue());
            assertThat(server.asked).hasSize(1);
        }
        FakeCaller leaderless =
                new FakeCaller(
                        FlinkVersion.V1_14,
                        request -> new Reply(503, "{\"errors\":[\"leader election\"]}"));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> new Jobs(leaderless, ticker).stop(JOB));
    }

    @Test
    void givesUpAtTheEndOfTheCallsTime() {
        FakeCaller server = losing(FlinkVersion.V2_3, Integer.MAX_VALUE);
        FlinkRestClient flink =
                FlinkRestClient.over(server)
                        .with(CallOptions.NONE.withCallTimeout(Duration.ofMillis(50)));
        assertThatExceptionOfType(FlinkRestException.class)
                .isThrownBy(() -> flink.jobs().createSavepoint(JOB))
                .isInstanceOf(DeadlineExceededException.class)
                .withMessageContaining("whether the savepoint is made is not known")
                .withMessageContaining("the last failure was: POST /x: it broke off");
    }
}
