package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.JarInfo;
import dev.flinkrest.jars.PruneOptions;
import dev.flinkrest.jars.PruneResult;
import dev.flinkrest.jars.PruneResult.KeepReason;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Clearing jars away, on a cluster of its own, for nobody else's jar would be safe. */
@ParameterizedClass(name = "Flink {0}")
@MethodSource("dev.flinkrest.compatibility.ClusterUnderTest#versions")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class PruneIT {
    @Parameter String version;

    private ClusterUnderTest cluster;

    @BeforeParameterizedClassInvocation
    void start() {
        cluster = new ClusterUnderTest(version, Map.of());
    }

    @AfterParameterizedClassInvocation
    void end() {
        cluster.close();
    }

    private FlinkRestClient flink() {
        return cluster.flink();
    }

    @AfterEach
    void deleteAll() {
        flink().jars().prune(PruneOptions.builder().keepLast(0).build());
        assertThat(flink().jars().all().files()).isEmpty();
    }

    private JarId upload(Path jar) throws IOException {
        JarId id = flink().jars().upload(jar).jarId();
        // servers count the time of an upload in milliseconds, some of them in seconds
        Files.setLastModifiedTime(
                uploaded(id), FileTime.fromMillis(System.currentTimeMillis() + 1000L * uploads++));
        return id;
    }

    private int uploads;

    private Path uploaded(JarId id) {
        return cluster.server().directory().resolve("upload/flink-web-upload/" + id.value());
    }

    private static List<JarId> ids(Iterable<JarInfo> jars) {
        List<JarId> ids = new ArrayList<>();
        jars.forEach(jar -> ids.add(jar.id()));
        return ids;
    }

    @Test
    void keepsTheNewestOfEachNameAndTellsBefore(@TempDir Path directory) throws IOException {
        Path other = Files.copy(ClusterUnderTest.JAR, directory.resolve("other.jar"));
        JarId first = upload(ClusterUnderTest.JAR);
        JarId lonely = upload(other);
        JarId second = upload(ClusterUnderTest.JAR);
        JarId third = upload(ClusterUnderTest.JAR);
        var options = PruneOptions.builder().keepLast(1);

        PruneResult told = flink().jars().prune(options.dryRun(true).build());
        assertThat(ids(told.deleted())).containsExactly(second, first);
        assertThat(flink().jars().all().files()).hasSize(4);

        PruneResult done = flink().jars().prune(options.dryRun(false).build());
        assertThat(done.deleted()).isEqualTo(told.deleted());
        assertThat(done.kept()).isEqualTo(told.kept());
        assertThat(done.kept().values()).containsOnly(KeepReason.NEWEST);
        assertThat(done.failed()).isEmpty();
        assertThat(ids(flink().jars().all().files())).containsExactly(third, lonely);
    }

    @Test
    void keepsWhatIsNotOldEnough() throws IOException {
        JarId old = upload(ClusterUnderTest.JAR);
        JarId young = upload(ClusterUnderTest.JAR);
        long dayAgo = System.currentTimeMillis() - Duration.ofDays(1).toMillis();
        Files.setLastModifiedTime(uploaded(old), FileTime.fromMillis(dayAgo));
        PruneResult result =
                flink().jars()
                        .prune(PruneOptions.builder().olderThan(Duration.ofHours(23)).build());
        assertThat(ids(result.deleted())).containsExactly(old);
        assertThat(ids(result.kept().keySet())).containsExactly(young);
        assertThat(result.kept().values()).containsExactly(KeepReason.RECENT);
    }

    @Test
    void disturbsNoJarThatIsUploadedAndRunMeanwhile() throws Exception {
        PruneOptions all = PruneOptions.builder().keepLast(0).build();
        RunOptions finite =
                RunOptions.builder().arguments("--records", "10").parallelism(1).build();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<JobId>> runs = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                runs.add(
                        pool.submit(
                                () -> flink().jars().uploadAndRun(ClusterUnderTest.JAR, finite)));
            }
            int spared = 0;
            int deleted = 0;
            while (!runs.stream().allMatch(Future::isDone)) {
                PruneResult result = flink().jars().prune(all);
                assertThat(result.failed()).isEmpty();
                spared += result.kept().size();
                deleted += result.deleted().size();
            }
            List<JobId> jobs = new ArrayList<>();
            for (Future<JobId> run : runs) {
                jobs.add(run.get());
            }
            for (JobId job : jobs) {
                JobDetails ended = flink().jobs().awaitTerminated(job, Duration.ofSeconds(60));
                assertThat(ended.state()).isEqualTo(JobStatus.FINISHED);
            }
            assertThat(flink().jobs().ids()).containsAll(jobs);
            assertThat(spared).isPositive();
            assertThat(deleted + flink().jars().prune(all).deleted().size()).isEqualTo(6);
        } finally {
            pool.shutdownNow();
        }
    }
}
