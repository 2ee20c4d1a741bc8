package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobIdWithStatus;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.testkit.Fault;
import dev.flinkrest.testkit.FaultPlan;
import dev.flinkrest.testkit.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
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

    @ParameterizedTest(name = "Flink {0}")
    @MethodSource("dev.flinkrest.compatibility.ClusterUnderTest#versions")
    @Timeout(300)
    void startsEachJobOnce(String version, @TempDir Path starts) throws Exception {
        FaultPlan plan =
                FaultPlan.random(20_261_125, 1 / 3d, FAULTS)
                        .on(line -> line.startsWith("POST") && line.contains("/run "));
        try (EmbeddedFlink server = EmbeddedFlink.builder().version(version).slots(16).start();
                FaultProxy proxy = FaultProxy.start(server.uri(), plan);
                FlinkRestClient flink = FlinkRestClient.connect(proxy.uri());
                FlinkRestClient direct = FlinkRestClient.connect(server.uri())) {
            JarId jar = direct.jars().upload(ClusterUnderTest.JAR).jarId();
            List<JobId> started = new ArrayList<>();
            ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
            try {
                List<Future<JobId>> running =
                        IntStream.range(0, SUBMISSIONS)
                                .mapToObj(
                                        i ->
                                                threads.submit(
                                                        () ->
                                                                flink.jars()
                                                                        .run(jar, job(i, starts))))
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

    private static RunOptions job(int number, Path starts) {
        return RunOptions.builder()
                .arguments(
                        "--name",
                        "job-" + number,
                        "--records",
                        "1",
                        "--rate",
                        "0",
                        "--parallelism",
                        "1",
                        "--starts-to",
                        starts.toString())
                .build();
    }

    private static List<String> startedIn(Path starts) throws IOException {
        try (Stream<Path> files = Files.list(starts)) {
            return files.map(file -> file.getFileName().toString().split(" ", 2)[0])
                    .collect(Collectors.toList());
        }
    }
}
