package dev.flinkrest.jars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.id.JarId;
import dev.flinkrest.jars.PruneResult.KeepReason;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneTest {
    private static final long NOW = 1_795_547_306_447L;
    private static final long DAY = 86_400_000;
    private static final String JOB = "02b969df26f8f7bc553b3fde61895c07";

    private final Map<String, Long> heartbeats = new LinkedHashMap<>();
    private final List<String> jars = new ArrayList<>();
    private Consumer<Request<?>> meanwhile = request -> {};
    private final FakeCaller server = new FakeCaller(FlinkVersion.V2_3, this::answer);
    private final FlinkRestClient flink = FlinkRestClient.over(server);

    private Reply answer(Request<?> request) {
        meanwhile.accept(request);
        String target = request.target();
        if (target.equals("/jars")) {
            return Reply.ok(
                    "{\"address\":\"http://x\",\"files\":[" + String.join(",", jars) + "]}");
        }
        if (target.equals("/taskmanagers")) {
            return Reply.ok(
                    heartbeats.entrySet().stream()
                            .map(
                                    tm ->
                                            "{\"id\":\"%s\",\"timeSinceLastHeartbeat\":%d}"
                                                    .formatted(tm.getKey(), tm.getValue()))
                            .collect(Collectors.joining(",", "{\"taskmanagers\":[", "]}")));
        }
        if (target.endsWith("/upload")) {
            return Reply.ok(
                    "{\"filename\":\"/tmp/flink-web-upload/n_job.jar\",\"status\":\"success\"}");
        }
        if (target.endsWith("/run-application")) {
            return new Reply(500, "{\"errors\":[\"no\"]}");
        }
        return Reply.ok(target.endsWith("/run") ? "{\"jobid\":\"" + JOB + "\"}" : "{}");
    }

    /** A jar that was uploaded some days before now. */
    private void jar(String prefix, String name, double days) {
        jars.add(
                "{\"id\":\"%s_%s\",\"name\":\"%s\",\"uploaded\":%d,\"entry\":[]}"
                        .formatted(prefix, name, name, NOW - (long) (days * DAY)));
    }

    private static PruneOptions keepLast(int uploads) {
        return PruneOptions.builder().keepLast(uploads).build();
    }

    private static List<String> ids(Iterable<JarInfo> jars) {
        List<String> ids = new ArrayList<>();
        jars.forEach(jar -> ids.add(jar.id().value()));
        return ids;
    }

    private static Map<String, KeepReason> kept(PruneResult result) {
        return result.kept().entrySet().stream()
                .collect(Collectors.toMap(kept -> kept.getKey().id().value(), Map.Entry::getValue));
    }

    @Test
    void keepsTheNewestOfEachName() {
        jar("1", "b.jar", 9);
        jar("2", "a.jar", 1);
        jar("3", "a.jar", 3);
        jar("4", "a.jar", 2);
        PruneResult result = flink.jars().prune(keepLast(1));
        assertThat(ids(result.deleted())).containsExactly("4_a.jar", "3_a.jar");
        assertThat(kept(result))
                .isEqualTo(Map.of("2_a.jar", KeepReason.NEWEST, "1_b.jar", KeepReason.NEWEST));
        assertThat(result.failed()).isEmpty();
        assertThat(result.dryRun()).isFalse();
        assertThat(server.asked)
                .containsExactly("GET /jars", "DELETE /jars/4_a.jar", "DELETE /jars/3_a.jar");
    }

    @Test
    void countsAgesByTheServersClock() {
        heartbeats.put("a", NOW - 60_000);
        heartbeats.put("b", NOW);
        heartbeats.put("new", 0L);
        jar("1", "a.jar", 1.001);
        jar("2", "a.jar", 0.999);
        jar("3", "b.jar", 5);
        PruneOptions options =
                PruneOptions.builder().olderThan(Duration.ofDays(1)).keepLast(1).build();
        PruneResult result = flink.jars().prune(options);
        assertThat(ids(result.deleted())).containsExactly("1_a.jar");
        assertThat(kept(result))
                .isEqualTo(Map.of("2_a.jar", KeepReason.NEWEST, "3_b.jar", KeepReason.NEWEST));

        result = flink.jars().prune(PruneOptions.builder().olderThan(Duration.ofDays(1)).build());
        assertThat(ids(result.deleted())).containsExactly("1_a.jar", "3_b.jar");
        assertThat(kept(result)).isEqualTo(Map.of("2_a.jar", KeepReason.RECENT));
    }

    @Test
    void takesTheServersClockToBeNoEarlierThanItsNewestJar() {
        heartbeats.put("a", NOW - 3 * DAY);
        jar("1", "a.jar", 0);
        jar("2", "a.jar", 1.5);
        PruneResult result =
                flink.jars().prune(PruneOptions.builder().olderThan(Duration.ofDays(1)).build());
        assertThat(ids(result.deleted())).containsExactly("2_a.jar");
    }

    @Test
    void countsAgesByItsOwnClockWhereTheServerTellsNone() {
        long uploaded = System.currentTimeMillis() - 10 * DAY;
        jar("1", "a.jar", (double) (NOW - uploaded) / DAY);
        jar("2", "b.jar", (double) (NOW - uploaded) / DAY - 9.5);
        PruneResult result =
                flink.jars().prune(PruneOptions.builder().olderThan(Duration.ofDays(1)).build());
        assertThat(ids(result.deleted())).containsExactly("1_a.jar");
    }

    @Test
    void tellsWhatItWouldDeleteAndDeletesNone() {
        jar("1", "a.jar", 1);
        PruneResult result =
                flink.jars().prune(PruneOptions.builder().keepLast(0).dryRun(true).build());
        assertThat(result.dryRun()).isTrue();
        assertThat(ids(result.deleted())).containsExactly("1_a.jar");
        assertThat(server.asked).containsExactly("GET /jars");
    }

    @Test
    void sparesAJarThatIsUploadedAndRunMeanwhile(@TempDir Path directory) throws IOException {
        jar("n", "job.jar", 0);
        jar("o", "job.jar", 1);
        jar("1", "other.jar", 1);
        List<PruneResult> results = new ArrayList<>();
        meanwhile =
                request -> {
                    if (request.target().endsWith("/upload") || request.target().endsWith("/run")) {
                        results.add(flink.with(CallOptions.NONE).jars().prune(keepLast(0)));
                    }
                };
        Path jar = Files.write(directory.resolve("job.jar"), new byte[] {'P', 'K', 3, 4});
        flink.jars().uploadAndRun(jar, RunOptions.none());
        // its id is not known yet: it may be any of that name
        assertThat(kept(results.get(0)))
                .isEqualTo(Map.of("n_job.jar", KeepReason.IN_USE, "o_job.jar", KeepReason.IN_USE));
        assertThat(ids(results.get(0).deleted())).containsExactly("1_other.jar");
        assertThat(kept(results.get(1))).isEqualTo(Map.of("n_job.jar", KeepReason.IN_USE));
        assertThat(ids(results.get(1).deleted())).containsExactly("o_job.jar", "1_other.jar");

        meanwhile = request -> {};
        assertThat(flink.jars().prune(keepLast(0)).kept()).isEmpty();
    }

    @Test
    void sparesEveryJarWhileOneIsUploadedThatTheServerMayName(@TempDir Path directory)
            throws IOException {
        jar("n", "job 2.jar", 0);
        List<PruneResult> results = new ArrayList<>();
        meanwhile =
                request -> {
                    if (request.target().endsWith("/upload")) {
                        results.add(flink.jars().prune(keepLast(0)));
                    }
                };
        Path jar = Files.write(directory.resolve("job;2.jar"), new byte[] {'P', 'K', 3, 4});
        flink.jars().uploadAndRun(jar, RunOptions.none());
        assertThat(kept(results.get(0))).isEqualTo(Map.of("n_job 2.jar", KeepReason.IN_USE));
    }

    @Test
    void sparesAJarThatIsRunOrRunAsAnApplicationMeanwhile() {
        jar("1", "a.jar", 1);
        List<PruneResult> results = new ArrayList<>();
        meanwhile =
                request -> {
                    if (request.target().contains("/run")) {
                        results.add(flink.jars().prune(keepLast(0)));
                    }
                };
        JarId jar = JarId.of("1_a.jar");
        flink.jars().run(jar);
        assertThatExceptionOfType(ServerErrorException.class)
                .isThrownBy(() -> flink.jars().runApplication(jar, RunApplicationOptions.none()))
                .withMessageContaining("no");
        assertThat(results).hasSize(2).allSatisfy(r -> assertThat(r.deleted()).isEmpty());
        // given free after a failure, too
        assertThat(ids(flink.jars().prune(keepLast(0)).deleted())).containsExactly("1_a.jar");
    }

    @Test
    void letsARunOfAJarWaitForTheEndOfItsDeletion() throws InterruptedException {
        jar("1", "a.jar", 1);
        List<String> askedMeanwhile = new ArrayList<>();
        Thread run = new Thread(() -> flink.jars().run(JarId.of("1_a.jar")));
        meanwhile =
                request -> {
                    if (request.toString().startsWith("DELETE")) {
                        awaitWaiting(run);
                        askedMeanwhile.addAll(server.asked);
                    }
                };
        assertThat(ids(flink.jars().prune(keepLast(0)).deleted())).containsExactly("1_a.jar");
        run.join();
        assertThat(askedMeanwhile).containsExactly("GET /jars", "DELETE /jars/1_a.jar");
        assertThat(server.asked).hasSize(3).last().asString().startsWith("POST /jars/1_a.jar/run");
    }

    @Test
    void canBeInterruptedWhileAJarIsDeleted() throws InterruptedException {
        jar("1", "a.jar", 1);
        List<RuntimeException> thrown = new ArrayList<>();
        Thread run = new Thread(() -> flink.jars().run(JarId.of("1_a.jar")));
        run.setUncaughtExceptionHandler((thread, e) -> thrown.add((RuntimeException) e));
        meanwhile =
                request -> {
                    if (request.toString().startsWith("DELETE")) {
                        awaitWaiting(run);
                        run.interrupt();
                        join(run);
                    }
                };
        flink.jars().prune(keepLast(0));
        assertThat(thrown)
                .singleElement()
                .isInstanceOfSatisfying(
                        InterruptedCallException.class, e -> assertThat(e.maybeSent()).isFalse())
                .hasToString(
                        InterruptedCallException.class.getName()
                                + ": wait for the end of the deletion of jar 1_a.jar: the calling thread was"
                                + " interrupted");
    }

    /** Starts a thread, and returns when it waits, or has ended. */
    private static void awaitWaiting(Thread thread) {
        thread.start();
        while (thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void reportsWhatCouldNotBeDeletedAndGoesOn() {
        jar("1", "a.jar", 1);
        jar("2", "a.jar", 2);
        jar("3", "a.jar", 3);
        FakeCaller refusing =
                new FakeCaller(
                        FlinkVersion.V2_3,
                        request ->
                                switch (request.target()) {
                                    case "/jars/1_a.jar" ->
                                            new Reply(
                                                    404,
                                                    "{\"errors\":[\"1_a.jar does not exist\"]}");
                                    case "/jars/2_a.jar" ->
                                            new Reply(500, "{\"errors\":[\"busy\"]}");
                                    default -> answer(request);
                                });
        PruneResult result = FlinkRestClient.over(refusing).jars().prune(keepLast(0));
        assertThat(ids(result.deleted())).containsExactly("1_a.jar", "3_a.jar");
        assertThat(ids(result.failed().keySet())).containsExactly("2_a.jar");
        assertThat(result.failed().values()).first().asString().contains("busy");
    }

    @Test
    void asksAServerOutOfReachOnce() {
        jar("1", "a.jar", 1);
        jar("2", "a.jar", 2);
        meanwhile =
                request -> {
                    if (request.target().endsWith("1_a.jar")) {
                        throw new ConnectionException("DELETE /x", true, "refused", null);
                    }
                };
        PruneResult result = flink.jars().prune(keepLast(0));
        assertThat(result.deleted()).isEmpty();
        assertThat(result.failed().values())
                .containsExactly(
                        "DELETE /x: refused",
                        "not tried, after another had failed: DELETE /x: refused");
        assertThat(server.asked).hasSize(2);
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        jar("1", "a.jar", 1);
        meanwhile =
                request -> {
                    if (request.target().endsWith("1_a.jar")) {
                        throw new InterruptedCallException("DELETE /x", false, null);
                    }
                };
        assertThatExceptionOfType(InterruptedCallException.class)
                .isThrownBy(() -> flink.jars().prune(keepLast(0)));
    }

    @Test
    void refusesToDeleteEverythingUnasked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PruneOptions.builder().dryRun(true).build())
                .withMessageStartingWith(
                        "neither keepLast nor olderThan is set; expected one of them");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keepLast(-1))
                .withMessage("keepLast is -1; expected at least 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PruneOptions.builder().olderThan(Duration.ZERO))
                .withMessageContaining("olderThan is PT0S; expected a positive duration");
    }
}
