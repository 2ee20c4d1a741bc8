package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.id.ApplicationId;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunApplicationOptions;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobIdWithStatus;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.testkit.Fault;
import dev.flinkrest.testkit.FaultPlan;
import dev.flinkrest.testkit.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Starts jobs on real servers over a network that loses requests and replies: each is started once,
 * and none of them twice.
 */
class SubmissionIT {
    private static final int SUBMISSIONS = 200;
    private static final int AT_A_TIME = 8;

    private static final Fault[] FAULTS = {
        Fault.CUT_BEFORE_REQUEST,
        Fault.RESET_BEFORE_REQUEST,
        Fault.CUT_AFTER_REQUEST,
        Fault.RESET_AFTER_REQUEST,
        Fault.CUT_BEFORE_REPLY,
        Fault.CUT_IN_REPLY,
        Fault.RESET_IN_REPLY,
        Fault.DELAY
    };

    /**
     * Flink on a JDK that it supports. On 25, its RPC deadlocks when several jobs begin at a time:
     * starting an endpoint waits for a supervisor that never answers, and all others for its lock.
     */
    private static EmbeddedFlink.Builder flink(String version) {
        EmbeddedFlink.Builder builder = EmbeddedFlink.builder().version(version);
        String home = System.getProperty("flink.java.home", "");
        return home.isEmpty() ? builder : builder.javaHome(Path.of(home));
    }

    @ParameterizedTest(name = "Flink {0}")
    @MethodSource("dev.flinkrest.compatibility.ClusterUnderTest#versions")
    @Timeout(300)
    void startsEachJobOnce(String version, @TempDir Path starts) throws Exception {
        FaultPlan runs = FaultPlan.random(20_261_125, 1 / 3d, FAULTS);
        AtomicInteger uploads = new AtomicInteger();
        FaultPlan plan =
                line -> {
                    if (line.contains("/upload ")) {
                        int number = uploads.incrementAndGet();
                        return number % 10 == 0 ? FAULTS[number / 10 % FAULTS.length] : Fault.NONE;
                    }
                    return line.contains("/run ") ? runs.next(line) : Fault.NONE;
                };
        try (EmbeddedFlink server = flink(version).slots(16).start();
                FaultProxy proxy = FaultProxy.start(server.uri(), plan);
                FlinkRestClient flink = FlinkRestClient.connect(proxy.uri());
                FlinkRestClient direct = FlinkRestClient.connect(server.uri())) {
            JarId jar = direct.jars().upload(ClusterUnderTest.JAR).jarId();
            List<JobId> started = new ArrayList<>();
            ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
            try {
                List<Future<JobId>> running =
                        IntStream.range(0, SUBMISSIONS)
                                .mapToObj(i -> threads.submit(() -> start(flink, jar, i, starts)))
                                .toList();
                for (Future<JobId> one : running) {
                    started.add(one.get());
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(proxy.incidents()).hasSizeGreaterThan(SUBMISSIONS / 4);
            List<JobIdWithStatus> there =
                    ClusterUnderTest.await(
                            () -> direct.jobs().all(),
                            all ->
                                    all.stream()
                                            .allMatch(job -> job.status() == JobStatus.FINISHED));
            assertThat(there)
                    .extracting(JobIdWithStatus::id)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(started);
            assertThat(Set.copyOf(started)).hasSize(SUBMISSIONS);
            assertThat(startedIn(starts))
                    .as("the starts that the jobs themselves noted")
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, SUBMISSIONS).mapToObj(i -> "job-" + i).toList());
        }
    }

    /** Runs a jar that is there already, or every fourth time one that is uploaded for it. */
    private static JobId start(FlinkRestClient flink, JarId jar, int number, Path starts)
            throws IOException {
        RunOptions.Builder options =
                RunOptions.builder().arguments(job("job-" + number, starts)).parallelism(1);
        return number % 4 == 0
                ? flink.jars()
                        .uploadAndRun(ClusterUnderTest.JAR, options.deleteJarAfterRun(true).build())
                : flink.jars().run(jar, options.build());
    }

    private static List<String> job(String name, Path starts) {
        return List.of(
                "--name", name, "--records", "1", "--rate", "0", "--starts-to", starts.toString());
    }

    @ParameterizedTest(name = "Flink {0}")
    @MethodSource("dev.flinkrest.compatibility.ClusterUnderTest#versions")
    @Timeout(120)
    void startsEachApplicationOnce(String version, @TempDir Path starts) throws Exception {
        try (EmbeddedFlink server = flink(version).slots(4).start();
                FlinkRestClient direct = FlinkRestClient.connect(server.uri())) {
            assumeTrue(
                    direct.version().isAtLeast(FlinkVersion.V2_3),
                    "has no applications; since 2.3");
            JarId jar = direct.jars().upload(ClusterUnderTest.JAR).jarId();
            List<ApplicationId> started = new ArrayList<>();
            for (Fault fault : FAULTS) {
                FaultPlan plan =
                        FaultPlan.script(fault).on(line -> line.contains("/run-application "));
                try (FaultProxy proxy = FaultProxy.start(server.uri(), plan);
                        FlinkRestClient flink = FlinkRestClient.connect(proxy.uri())) {
                    started.add(
                            flink.jars()
                                    .runApplication(
                                            jar,
                                            RunApplicationOptions.builder()
                                                    .arguments(job(fault.name(), starts))
                                                    .parallelism(1)
                                                    .build()));
                    assertThat(proxy.incidents()).hasSize(1);
                }
            }
            ClusterUnderTest.await(() -> startedIn(starts), names -> names.size() >= FAULTS.length);
            assertThat(direct.applications().ids()).containsExactlyInAnyOrderElementsOf(started);
            assertThat(startedIn(starts))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(FAULTS).map(Fault::name).toList());
        }
    }

    private static List<String> startedIn(Path starts) {
        try (Stream<Path> files = Files.list(starts)) {
            return files.map(file -> file.getFileName().toString().split(" ", 2)[0]).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
