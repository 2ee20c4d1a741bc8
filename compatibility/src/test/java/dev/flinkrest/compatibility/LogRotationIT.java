package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.monitoring.logs.FollowOptions;
import dev.flinkrest.monitoring.logs.LogFollower;
import dev.flinkrest.monitoring.logs.LogLine;
import dev.flinkrest.monitoring.logs.LogSource;
import dev.flinkrest.rest.FlinkVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs that Log4j itself rotates while they are followed: every line is given, and once. */
@Timeout(120)
class LogRotationIT {
    private static final FollowOptions FROM_START =
            FollowOptions.builder().fromStart().interval(Duration.ofMillis(100)).build();

    /** Log4j counts rotated files up, which is its default and Flink's, or down. */
    @ParameterizedTest(name = "Flink {0}, fileIndex {1}")
    @MethodSource("versionsAndIndexes")
    void losesNorRepeatsALine(String version, String index) throws Exception {
        // without times of change, it must not be rotated twice between two questions
        boolean tellsChanges =
                FlinkVersion.parse(version).orElseThrow().isAtLeast(FlinkVersion.V1_15);
        var logging = LogRotationIT.class.getResource("/rolling-log4j2.properties");
        try (EmbeddedFlink server =
                        EmbeddedFlink.builder()
                                .version(version)
                                .configuration("web.refresh-interval", "200")
                                .jvmOptions(
                                        "-Dlog4j.configurationFile=" + logging,
                                        "-Dlog.size=" + (tellsChanges ? 15_000 : 150_000),
                                        "-Dlog.index=" + index)
                                .start();
                FlinkRestClient flink = FlinkRestClient.connect(server.uri());
                LogFollower jobManager = flink.logs().follow(LogSource.jobManager(), FROM_START);
                LogFollower taskManager =
                        flink.logs()
                                .follow(
                                        LogSource.taskManager(flink.taskManagers().ids().get(0)),
                                        FROM_START)) {
            JarId jar = flink.jars().upload(ClusterUnderTest.JAR).jarId();
            JobId last = JobId.random();
            var first = CompletableFuture.supplyAsync(() -> readUntil(jobManager, last));
            var second = CompletableFuture.supplyAsync(() -> readUntil(taskManager, last));
            for (int i = 0; i < 12; i++) {
                flink.jars().run(jar, options("--fail-at", "5").build());
            }
            flink.jars().run(jar, options("--records", "5").jobId(last).build());
            List<String> ofJobManager = first.get(60, TimeUnit.SECONDS);
            List<String> ofTaskManager = second.get(60, TimeUnit.SECONDS);

            List<Path> files = files(server.log(), index);
            assertThat(files).hasSizeGreaterThan(2);
            List<String> written = new ArrayList<>();
            for (Path file : files) {
                written.addAll(Files.readAllLines(file));
            }
            // it has been rotated before somebody followed it
            int from = Collections.indexOfSubList(written, ofJobManager.subList(0, 3));
            assertThat(ofJobManager).isEqualTo(written.subList(from, from + ofJobManager.size()));
            assertThat(ofTaskManager).isEqualTo(ofJobManager);
        }
    }

    static List<Arguments> versionsAndIndexes() {
        return ClusterUnderTest.versions()
                .flatMap(
                        version ->
                                List.of("max", "min").stream()
                                        .map(index -> Arguments.of(version, index)))
                .toList();
    }

    private static RunOptions.Builder options(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--fail-mode", "always", "--restart-strategy", "none", "--rate", "0"));
        return RunOptions.builder().arguments(all.toArray(String[]::new)).parallelism(1);
    }

    private static List<String> readUntil(LogFollower follower, JobId ended) {
        List<String> seen = new ArrayList<>();
        for (LogLine line : follower) {
            seen.add(line.text());
            if (line.text().contains(ended + ") switched from state RUNNING to FINISHED")) {
                break;
            }
        }
        return seen;
    }

    /** The rotated files and the current one, oldest first. */
    private static List<Path> files(Path log, String index) throws IOException {
        List<Path> rotated = new ArrayList<>();
        String name = log.getFileName().toString();
        for (int i = 1; Files.exists(log.resolveSibling(name + "." + i)); i++) {
            rotated.add(log.resolveSibling(name + "." + i));
        }
        if (index.equals("min")) {
            Collections.reverse(rotated);
        }
        rotated.add(log);
        return rotated;
    }
}
