package dev.flinkrest.jars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.jars.JarsInUse;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.FakeTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submission against a server whose answers are lost, as its script says. */
class SubmissionTest {
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final JarId JAR = JarId.of("u_job.jar");
    private static final RunOptions OPTIONS = RunOptions.builder().jobId(JOB).build();
    private static final Reply STARTED = Reply.ok("{\"jobid\":\"" + JOB + "\"}");
    private static final Reply UNKNOWN = new Reply(404, "{\"errors\":[\"no such job\"]}");
    private static final Reply DUPLICATE =
            error(
                    "org.apache.flink.runtime.client.DuplicateJobSubmissionException: Job has already been"
                            + " submitted.");

    /** What the server does with one request. */
    private interface Answer {
        Reply give();
    }

    private final FakeTicker ticker = new FakeTicker();

    /** The kinds of what was asked: run, exists, and so on. */
    private final List<String> asked = new ArrayList<>();

    private static Reply error(String exception) {
        String trace =
                exception
                        + "\\n\\tat org.apache.flink.runtime.dispatcher.Dispatcher.submitJob(Dispatcher.java:300)";
        return new Reply(400, "{\"errors\":[\"" + trace + "\"]}");
    }

    private static Reply lost() {
        throw new ConnectionException("POST /jars/:jarid/run", true, "it broke off", null);
    }

    private static Reply refused() {
        throw new ConnectionException("POST /jars/:jarid/run", false, "refused", null);
    }

    private Jars server(FlinkVersion version, Answer... script) {
        Deque<Answer> left = new ArrayDeque<>(List.of(script));
        return new Jars(
                new FakeCaller(
                        version,
                        request -> {
                            asked.add(kind(request));
                            Answer next = left.size() > 1 ? left.pop() : left.peek();
                            return next.give();
                        }),
                new JarsInUse(),
                OptionalLong::empty,
                ticker);
    }

    private static String kind(Request<?> request) {
        return switch (request.endpoint().template()) {
            case "/jars/:jarid/run", "/jars/:jarid/run-application" -> "run";
            case "/jobs/:jobid", "/applications/:applicationid" -> "exists?";
            case "/jars/upload" -> "upload";
            case "/jars/:jarid" -> "delete";
            default -> request.toString();
        };
    }

    private Duration waited() {
        return ticker.slept.stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void choosesAnIdOfItsOwn() {
        FakeCaller server = FakeCaller.always(FlinkVersion.V2_3, STARTED.body());
        new Jars(server).run(JAR);
        new Jars(server).run(JAR);
        assertThat(server.asked)
                .allMatch(
                        request ->
                                request.matches(
                                        "POST /jars/u_job.jar/run \\{\"jobId\":\"[0-9a-f]{32}\"}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void asksWhetherTheJobIsThereWhenTheAnswerIsLost() {
        Jars jars =
                server(FlinkVersion.V2_3, SubmissionTest::lost, () -> Reply.ok("{\"jid\":\"x\"}"));
        assertThat(jars.run(JAR, OPTIONS)).isEqualTo(JOB);
        assertThat(asked).containsExactly("run", "exists?");
    }

    @Test
    void runsAgainOnlyWhenTheJobDoesNotAppearWithinFiveSeconds() {
        Jars jars =
                server(
                        FlinkVersion.V1_16,
                        SubmissionTest::lost,
                        () -> UNKNOWN,
                        () -> {
                            if (asked.get(asked.size() - 1).equals("run")) {
                                assertThat(waited()).isBetween(secs(5), secs(7));
                                return STARTED;
                            }
                            return UNKNOWN;
                        });
        assertThat(jars.run(JAR, OPTIONS)).isEqualTo(JOB);
        assertThat(asked).filteredOn("run"::equals).hasSize(2);
        assertThat(asked).filteredOn("exists?"::equals).hasSizeGreaterThan(5);
    }

    /** There, a second submission beside the first destroys both, or the job manager. */
    @Test
    void givesOldServersTenSecondsToShowTheJob() {
        Jars jars =
                server(
                        FlinkVersion.V1_15,
                        SubmissionTest::lost,
                        () -> {
                            if (asked.get(asked.size() - 1).equals("run")) {
                                assertThat(waited()).isBetween(secs(10), secs(12));
                                return STARTED;
                            }
                            return UNKNOWN;
                        });
        assertThat(jars.run(JAR, OPTIONS)).isEqualTo(JOB);
    }

    private static Duration secs(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void waitsLongerBeforeEachFurtherRun() {
        List<Duration> runs = new ArrayList<>();
        Jars jars =
                server(
                        FlinkVersion.V2_3,
                        () -> {
                            if (asked.get(asked.size() - 1).equals("run")) {
                                runs.add(waited());
                                lost();
                            }
                            return UNKNOWN;
                        });
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> jars.run(JAR, OPTIONS))
                .withMessageContaining(
                        "whether job "
                                + JOB
                                + " was started is not known; look for it, or run again with that id")
                .satisfies(e -> assertThat(e.maybeSent()).isTrue())
                .satisfies(e -> assertThat(e.timeout()).isEqualTo(Duration.ofMinutes(5)));
        assertThat(runs).hasSizeBetween(10, 15).startsWith(Duration.ZERO);
        assertThat(waited()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void takesAlreadySubmittedForSuccessAfterALoss() {
        for (Reply refusal :
                List.of(
                        DUPLICATE,
                        error(
                                "org.apache.flink.runtime.client.DuplicateApplicationSubmissionException:"
                                        + " Application has already been submitted."))) {
            asked.clear();
            Jars jars =
                    server(
                            FlinkVersion.V2_3,
                            SubmissionTest::lost,
                            () -> asked.get(asked.size() - 1).equals("run") ? refusal : UNKNOWN);
            assertThat(jars.run(JAR, OPTIONS)).isEqualTo(JOB);
            assertThat(asked).filteredOn("run"::equals).hasSize(2);
        }
    }

    @Test
    void saysWhenAJobOfTheGivenIdWasThereBefore() {
        Jars jars = server(FlinkVersion.V2_3, () -> DUPLICATE);
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> jars.run(JAR, OPTIONS))
                .withMessageContaining("Job has already been submitted");
        assertThat(asked).containsExactly("run");
    }

    /** As when a proxy has sent it twice. */
    @Test
    void takesARandomIdThatWasSubmittedAlreadyForItsOwn() {
        assertThat(server(FlinkVersion.V2_3, () -> DUPLICATE).run(JAR).value())
                .matches("[0-9a-f]{32}");
        assertThat(asked).containsExactly("run");
    }

    /** There, the job of that id may be another client's, and this one's may have another id. */
    @Test
    void doesNotTakeItForItsOwnWhereFlinkMixesProgramsUp() {
        Jars jars = server(FlinkVersion.V1_13, () -> DUPLICATE);
        RunOptions options = RunOptions.builder().deleteJarAfterRun(true).build();
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> jars.run(JAR, options))
                .withMessageContaining("was started is not known")
                .withMessageContaining("Flink 1.13.0 may have mixed it up")
                .withMessageContaining("Job has already been submitted")
                .satisfies(e -> assertThat(e.maybeSent()).isTrue());
        assertThat(asked).containsExactly("run");
    }

    /** As Flink 1.13 to 1.15 do when they get the same id twice at a time. */
    @Test
    void looksForTheJobWhenASecondRunFailsStrangely() {
        Jars jars =
                server(
                        FlinkVersion.V1_13,
                        SubmissionTest::lost,
                        () -> {
                            boolean secondRun = asked.indexOf("run") < asked.lastIndexOf("run");
                            if (asked.get(asked.size() - 1).equals("run")) {
                                return error("java.lang.IllegalStateException: oh");
                            }
                            return secondRun ? Reply.ok("{}") : UNKNOWN;
                        });
        assertThat(jars.run(JAR, OPTIONS)).isEqualTo(JOB);
    }

    /** Such as "the topic exists already", which the first run's program, still busy, has made. */
    @Test
    void leavesOpenWhatTheFirstRunCameToWhenASecondIsRefused() {
        Jars jars =
                server(
                        FlinkVersion.V2_3,
                        SubmissionTest::lost,
                        () ->
                                asked.get(asked.size() - 1).equals("run")
                                        ? error("java.lang.IllegalStateException: topic exists")
                                        : UNKNOWN);
        RunOptions options = OPTIONS.toBuilder().deleteJarAfterRun(true).build();
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> jars.run(JAR, options))
                .withMessageContaining("whether job " + JOB + " was started is not known")
                .withMessageContaining("run again, it was refused: ")
                .withMessageContaining("topic exists")
                .satisfies(e -> assertThat(e.maybeSent()).isTrue());
        assertThat(asked).filteredOn("run"::equals).hasSize(2);
        assertThat(asked).doesNotContain("delete");
        assertThat(waited()).isGreaterThan(secs(35));
    }

    @Test
    void seesTheFirstRunComeThroughAfterASecondWasRefused() {
        Jars jars =
                server(
                        FlinkVersion.V2_3,
                        SubmissionTest::lost,
                        () -> {
                            if (asked.get(asked.size() - 1).equals("run")) {
                                return error("java.lang.IllegalStateException: topic exists");
                            }
                            return waited().compareTo(secs(20)) > 0 ? Reply.ok("{}") : UNKNOWN;
                        });
        assertThat(jars.run(JAR, OPTIONS)).isEqualTo(JOB);
    }

    @Test
    void asksOnWhileTheServerDoesNotSayWhetherTheJobIsThere() {
        for (Reply none : List.of(new Reply(500, "{\"errors\":[\"busy\"]}"), new Reply(429, ""))) {
            asked.clear();
            Jars jars =
                    server(
                            FlinkVersion.V2_3,
                            SubmissionTest::lost,
                            () -> none,
                            SubmissionTest::refused,
                            () -> Reply.ok("{}"));
            assertThat(jars.run(JAR, OPTIONS)).isEqualTo(JOB);
            assertThat(asked).containsExactly("run", "exists?", "exists?", "exists?");
        }
    }

    @Test
    void givesAServerThatComesBackTenSecondsToTakeTheJobOver() {
        Jars jars =
                server(
                        FlinkVersion.V2_3,
                        SubmissionTest::lost,
                        SubmissionTest::refused,
                        () -> {
                            if (asked.get(asked.size() - 1).equals("run")) {
                                assertThat(waited()).isBetween(secs(10), secs(12));
                                return STARTED;
                            }
                            return UNKNOWN;
                        });
        assertThat(jars.run(JAR, OPTIONS)).isEqualTo(JOB);
    }

    @Test
    void reportsAtOnceWhatWasNeverSent() {
        Jars jars = server(FlinkVersion.V2_3, SubmissionTest::refused);
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> jars.run(JAR, OPTIONS))
                .satisfies(e -> assertThat(e.maybeSent()).isFalse());
        assertThat(asked).containsExactly("run");
    }

    /** The last two are of a standby, whose program had nobody to give its job to. */
    @Test
    void takesAnAnswerThatSaysNothingOfTheJobForLost() {
        for (Reply noAnswer :
                List.of(
                        Reply.ok("{\"jobid\":\"02b9"),
                        Reply.ok("<html>welcome"),
                        new Reply(502, "<html>bad gateway"),
                        new Reply(504, "<html>gateway time-out"),
                        new Reply(503, "{\"errors\":[\"leader election\"]}"),
                        error("a.RecipientUnreachableException: Could not send message"),
                        error("b.TimeoutException: Invocation of [RemoteRpcInvocation(…)]"))) {
            asked.clear();
            Jars jars =
                    server(
                            FlinkVersion.V2_3,
                            () -> noAnswer,
                            () -> Reply.ok("{\"jid\":\"" + JOB + "\"}"));
            assertThat(jars.run(JAR, OPTIONS)).isEqualTo(JOB);
            assertThat(asked).containsExactly("run", "exists?");
        }
    }

    @Test
    void startsAnApplicationOnce() {
        ApplicationId id = ApplicationId.random();
        Jars jars = server(FlinkVersion.V2_3, SubmissionTest::lost, () -> Reply.ok("{}"));
        assertThat(
                        jars.runApplication(
                                JAR, RunApplicationOptions.builder().applicationId(id).build()))
                .isEqualTo(id);
        assertThat(asked).containsExactly("run", "exists?");
    }

    @Test
    void keepsTheJarWhenTheServerMayStillNeedIt() {
        ticker.interrupted = true;
        Jars jars = server(FlinkVersion.V2_3, SubmissionTest::lost, () -> UNKNOWN);
        RunOptions options = RunOptions.builder().jobId(JOB).deleteJarAfterRun(true).build();
        assertThatExceptionOfType(InterruptedCallException.class)
                .isThrownBy(() -> jars.run(JAR, options));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(asked).doesNotContain("delete");
    }

    @Test
    void uploadsAgainWhatIsToBeRun(@TempDir Path directory) throws IOException {
        Path jar = Files.write(directory.resolve("job.jar"), new byte[] {'P', 'K', 3, 4});
        Jars jars =
                server(
                        FlinkVersion.V2_3,
                        SubmissionTest::lost,
                        () -> Reply.ok("{\"filename\":\"/x/u_job.jar\",\"status\":\"success\"}"),
                        () -> STARTED);
        assertThat(jars.uploadAndRun(jar, OPTIONS)).isEqualTo(JOB);
        assertThat(asked).containsExactly("upload", "upload", "run");
    }
}
