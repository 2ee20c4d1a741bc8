package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedHaFlink;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobOverview;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * A highly available cluster whose leader is killed in the middle of calls, at random moments, as
 * often as {@code ha.rounds} says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LeaderKilledFixture {
    static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SLOTS = 8;

    @Parameter String version;

    EmbeddedHaFlink server;

    /** At the latest so many milliseconds after the work has begun, the leader is killed. */
    private int within;

    final Random random = new Random(Long.getLong("ha.seed", 20_261_128));

    static Stream<String> versions() {
        return Arrays.stream(System.getProperty("ha.versions").split(","));
    }

    @BeforeParameterizedClassInvocation
    void start() {
        server =
                EmbeddedHaFlink.builder()
                        .version(version)
                        .slots(SLOTS)
                        .startTimeout(PATIENCE)
                        .directory(Path.of("target", "leader-killed", version))
                        .configuration("web.refresh-interval", "200")
                        // or else, on a busy machine, leaders are lost that nobody has killed
                        .configuration(
                                "high-availability.zookeeper.client.session-timeout", "10000")
                        .start();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    /** What a client does while the leader is killed. */
    @FunctionalInterface
    interface Work<T> {
        T with(FlinkRestClient flink) throws IOException;
    }

    /**
     * What came of it.
     *
     * @param done the result, null if there is none
     * @param reported the failure, null if there is none
     * @param killed the number of the JobManager that was killed
     * @param begunAt when the work began, by {@link System#nanoTime}
     * @param killedAt when the JobManager was killed
     * @param endedAt when the work ended
     */
    record Outcome<T>(
            T done,
            FlinkRestException reported,
            int killed,
            long begunAt,
            long killedAt,
            long endedAt) {

        boolean isDone() {
            return reported == null;
        }

        boolean endedAfterTheKill() {
            return endedAt > killedAt;
        }

        int workMillis() {
            return (int) ((endedAt - begunAt) / 1_000_000);
        }

        double seconds() {
            return (endedAt - killedAt) / 1e9;
        }

        @Override
        public String toString() {
            return String.format(
                    "%.1f s after the kill %s",
                    seconds(),
                    isDone()
                            ? "done: " + done
                            : "reported, maybe sent: " + reported.maybeSent() + ": " + reported);
        }
    }

    /** Begins work, and kills the leader at some moment after that. */
    <T> Outcome<T> killDuring(FlinkRestClient flink, Work<T> work) throws IOException {
        int delay = random.nextInt(within);
        CompletableFuture<Long> killedAt = new CompletableFuture<>();
        int leader = server.awaitLeader(PATIENCE);
        Thread killer =
                new Thread(
                        () -> {
                            try {
                                Thread.sleep(delay);
                                server.kill(leader);
                                killedAt.complete(System.nanoTime());
                            } catch (InterruptedException | RuntimeException e) {
                                killedAt.completeExceptionally(e);
                            }
                        });
        killer.start();
        long begunAt = System.nanoTime();
        T done = null;
        FlinkRestException reported = null;
        try {
            done = work.with(flink);
        } catch (FlinkRestException e) {
            reported = e;
        }
        long endedAt = System.nanoTime();
        return new Outcome<>(done, reported, leader, begunAt, killedAt.join(), endedAt);
    }

    /** A client of all JobManagers, which turns to the leader first, or to the standby. */
    FlinkRestClient client() {
        List<URI> uris = new ArrayList<>(server.uris());
        Collections.shuffle(uris, random);
        return FlinkRestClient.builder().urls(uris).build();
    }

    /** Asks the leader alone, until it answers as wished: it may be taking over yet. */
    <T> T ask(Function<FlinkRestClient, T> question, Predicate<T> wish) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Object last;
            URI leader = server.uris().get(server.awaitLeader(PATIENCE));
            try (FlinkRestClient direct = FlinkRestClient.connect(leader)) {
                T answer = question.apply(direct);
                if (wish.test(answer)) {
                    return answer;
                }
                last = answer;
            } catch (FlinkRestException e) {
                last = e;
            }
            assertThat(System.nanoTime()).as("in time; the last answer: %s", last).isLessThan(end);
            pause(100);
        }
    }

    /** Starts a job that goes on until it is ended, and has checkpoints. */
    JobId runJob(String name) {
        JobId job =
                ask(
                        direct -> {
                            try {
                                return direct.jars()
                                        .uploadAndRun(ClusterUnderTest.JAR, version(name));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        id -> true);
        awaitRunning(job);
        return job;
    }

    /** Waits until all tasks of a job run, and it has a checkpoint. */
    void awaitRunning(JobId job) {
        ask(
                direct -> {
                    direct.jobs().awaitAllVerticesRunning(job, PATIENCE);
                    return direct.jobs().getCheckpoints(job).latest().completed() != null;
                },
                has -> has);
    }

    /** How a job is run. */
    static RunOptions version(String name, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--name", name, "--checkpoint-interval", "300"));
        arguments.addAll(List.of(more));
        return RunOptions.builder().arguments(arguments).parallelism(1).build();
    }

    /** The jobs of that name which the leader knows of. */
    List<JobOverview> jobs(String name) {
        return ask(direct -> direct.jobs().overview(), all -> true).stream()
                .filter(job -> job.name().equals(name))
                .toList();
    }

    /** Those of them that have not come to an end. */
    List<JobId> running(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> jobs(name).stream())
                .filter(job -> !job.state().isGloballyTerminal())
                .map(JobOverview::jid)
                .toList();
    }

    /** Starts the JobManager that was killed, ends all jobs, and waits for the slots. */
    void heal(Outcome<?> outcome) {
        server.awaitLeader(PATIENCE);
        assertThat(server.isAlive(1 - outcome.killed())).isTrue();
        server.restart(outcome.killed());
        for (JobOverview job : ask(direct -> direct.jobs().overview(), all -> true)) {
            if (!job.state().isGloballyTerminal()) {
                ask(
                        direct -> {
                            direct.jobs().terminate(job.jid());
                            return direct.jobs().awaitTerminated(job.jid(), PATIENCE);
                        },
                        details -> true);
            }
        }
        ask(FlinkRestClient::overview, overview -> overview.slotsAvailable() == SLOTS);
    }

    private void restartTheDead() {
        for (int i = 0; i < server.uris().size(); i++) {
            if (!server.isAlive(i)) {
                server.restart(i);
            }
        }
    }

    /**
     * Does rounds until the leader was killed in the middle of as many as are asked for, and prints
     * what came of those in a line.
     *
     * @param kind what is done
     * @param millis how long that takes, about; if it takes less, that is known from then on
     * @param round does it once, with its number, and returns what came of it
     */
    void rounds(String kind, int millis, Round round) throws IOException {
        int wanted = Integer.getInteger("ha.rounds", 1);
        List<Outcome<?>> all = new ArrayList<>();
        within = millis;
        for (int number = 0; all.size() < wanted; number++) {
            Outcome<?> outcome;
            try {
                outcome = round.number(number);
            } catch (IOException | RuntimeException | Error e) {
                restartTheDead(); // or else all tests after this one fail, too
                throw e;
            }
            System.out.printf("  %s, %s, round %d: %s%n", version, kind, number, outcome);
            heal(outcome);
            if (outcome.endedAfterTheKill()) {
                all.add(outcome);
            } else {
                assertThat(number).as("rounds, most of them too quick").isLessThan(3 * wanted + 5);
                within = Math.max(1, Math.min(within, outcome.workMillis()) * 3 / 4);
            }
        }
        long done = all.stream().filter(Outcome::isDone).count();
        System.out.printf(
                "Leader killed in the middle of %s, Flink %s: %d done, %d reported, %.1f s after the"
                        + " kill on average, %.1f at most%n",
                kind,
                version,
                done,
                all.size() - done,
                all.stream().mapToDouble(Outcome::seconds).average().orElseThrow(),
                all.stream().mapToDouble(Outcome::seconds).max().orElseThrow());
    }

    /** Does one round. */
    @FunctionalInterface
    interface Round {
        Outcome<?> number(int number) throws IOException;
    }

    static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
