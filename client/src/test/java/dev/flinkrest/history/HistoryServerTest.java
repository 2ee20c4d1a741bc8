package dev.flinkrest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.checkpoints.CheckpointEndpoints;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.FakeTicker;
import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HistoryServerTest {
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final String DETAILS = "GET /jobs/" + JOB;
    private static final String OVERVIEW = "GET /jobs/overview";
    private static final Reply MISSING = new Reply(404, "{\"errors\":[\"File not found.\"]}");
    private static final Reply FOUND =
            Reply.ok("{\"jid\":\"" + JOB + "\",\"name\":\"a job\",\"state\":\"FINISHED\"}");
    private static final Reply NONE_LISTED = Reply.ok("{\"jobs\":[]}");
    private static final Reply LISTED = Reply.ok("{\"jobs\":[{\"jid\":\"" + JOB + "\"}]}");
    private static final String REFUSAL =
            "{\"errors\":[\"Checkpointing is not enabled for this job (" + JOB + ").\"]}";

    private final FakeTicker ticker = new FakeTicker();

    private HistoryServer over(FakeCaller caller) {
        return new HistoryServer(caller, () -> {}, ticker);
    }

    private static FakeCaller replying(Reply... replies) {
        Deque<Reply> left = new ArrayDeque<>(List.of(replies));
        return new FakeCaller(FlinkVersion.V2_3, request -> left.remove());
    }

    @Test
    void awaitsAJobUntilItIsListedForThenItsArchiveIsUnpacked() {
        FakeCaller server =
                replying(
                        MISSING,
                        new Reply(503, ""),
                        Reply.ok("{\"jid\":"),
                        FOUND,
                        NONE_LISTED,
                        FOUND,
                        Reply.ok(""),
                        FOUND,
                        LISTED);
        assertThat(over(server).awaitJob(JOB, Duration.ofMinutes(1)).name()).isEqualTo("a job");
        assertThat(server.asked)
                .containsExactly(
                        DETAILS, DETAILS, DETAILS, DETAILS, OVERVIEW, DETAILS, OVERVIEW, DETAILS,
                        OVERVIEW);
        assertThat(ticker.slept.stream().map(Duration::toMillis))
                .containsExactly(10L, 20L, 40L, 80L, 160L);
    }

    @Test
    void aJobThatDoesNotComeIsALateOne() {
        FakeCaller server = new FakeCaller(FlinkVersion.V2_3, request -> MISSING);
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> over(server).awaitJob(JOB, Duration.ofSeconds(3)))
                .withMessageStartingWith(
                        "wait for the archive of job " + JOB + ": not done within PT3S: ")
                .withMessageContaining("jobmanager.archive.fs.dir")
                .withMessageContaining("the last failure was: GET /jobs/:jobid answered 404")
                .withCauseInstanceOf(NotFoundException.class);
        assertThat(ticker.now).isEqualTo(12_345 + Duration.ofSeconds(3).toNanos());
    }

    @Test
    void otherFailuresEndTheWaitAtOnce() {
        assertThatExceptionOfType(ServerErrorException.class)
                .isThrownBy(
                        () ->
                                over(replying(new Reply(403, "")))
                                        .awaitJob(JOB, Duration.ofMinutes(1)))
                .isNotInstanceOf(UnavailableException.class);
        assertThat(ticker.slept).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> over(replying()).awaitJob(JOB, Duration.ZERO));
        ticker.interrupted = true;
        assertThatExceptionOfType(InterruptedCallException.class)
                .isThrownBy(() -> over(replying(MISSING)).awaitJob(JOB, Duration.ofMinutes(1)));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void givesEachRequestTheTimeThatIsLeftThen() {
        List<Duration> bounds = new ArrayList<>();
        FakeCaller server =
                new FakeCaller(
                        FlinkVersion.V2_3,
                        request -> {
                            bounds.add(request.options().callTimeout());
                            ticker.now += Duration.ofSeconds(3).toNanos();
                            return bounds.size() == 1 ? FOUND : LISTED;
                        });
        over(server).awaitJob(JOB, Duration.ofSeconds(5));
        assertThat(bounds).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(2));
    }

    @Test
    void whatAClusterRefusedIsARefusalThoughTheStatusIs200() throws IOException {
        try (RawServer server = RawServer.replying(RawServer.ok(REFUSAL));
                HistoryServer history = HistoryServer.connect(server.uri())) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> history.jobs().getCheckpointingConfiguration(JOB))
                    .withMessageContaining("Checkpointing is not enabled for this job");
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(
                            () ->
                                    history.sendAsync(CheckpointEndpoints.STATISTICS.with(JOB))
                                            .join())
                    .withCauseInstanceOf(NotFoundException.class);
            var raw = history.exchange(CheckpointEndpoints.CONFIG.with(JOB));
            assertThat(raw.status()).isEqualTo(200);
            assertThat(raw.text()).isEqualTo(REFUSAL);
        }
    }

    @Test
    void allElseIsDecodedWholeAndWithinItsLimit() throws IOException {
        String config = "{\"mode\":\"exactly_once\",\"interval\":300}";
        try (RawServer server = RawServer.replying(RawServer.ok(config));
                HistoryServer history = HistoryServer.connect(server.uri())) {
            HistoryServer exact = history.with(CallOptions.NONE.withMaxReplyBytes(config.length()));
            assertThat(exact.jobs().getCheckpointingConfiguration(JOB).interval()).isEqualTo(300);
            assertThat(exact.jobs().getCheckpointingConfiguration(JOB).interval()).isEqualTo(300);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aBuilderWithoutUrlNamesTheUsualPort() {
        assertThatIllegalStateException()
                .isThrownBy(() -> HistoryServer.builder().build())
                .withMessageContaining("http://localhost:8082");
    }
}
