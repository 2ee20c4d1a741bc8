package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.error.UpgradeFailedException;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobOverview;
import dev.flinkrest.jobs.JobStatus;
import dev.flinkrest.jobs.SavepointInfo;
import dev.flinkrest.jobs.SavepointOptions;
import dev.flinkrest.jobs.StopOptions;
import dev.flinkrest.jobs.UpgradeOptions;
import dev.flinkrest.jobs.UpgradeResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills the JobManager that leads in the middle of what a client of all JobManagers does. Each call
 * is done, or is reported; no answer is wrong; nothing is started twice.
 */
@ParameterizedClass(name = "Flink {0}")
@MethodSource("versions")
@Timeout(3_600)
class LeaderKilledIT extends LeaderKilledFixture {
    @TempDir Path folder;

    @Test
    void pollsGoOn() throws IOException {
        rounds(
                "polling",
                1_000,
                number -> {
                    JobId job = runJob("polled-" + number);
                    try (FlinkRestClient flink = client()) {
                        Outcome<String> outcome = killDuring(flink, all -> poll(all, job));
                        assertThat(running("polled-" + number)).containsExactly(job);
                        return outcome;
                    }
                });
    }

    /** Asks again and again until the next leader has had the job run for a while. */
    private String poll(FlinkRestClient flink, JobId job) {
        int before = server.leader().orElseThrow();
        int answers = 0;
        int failures = 0;
        long longest = 0;
        int inARow = 0;
        String last = "";
        while (inARow < 20) {
            long begun = System.nanoTime();
            try {
                JobDetails details = flink.jobs().get(job);
                assertThat(details.jid()).isEqualTo(job);
                assertThat(details.name()).startsWith("polled-");
                assertThat(flink.jobs().overview()).extracting(JobOverview::jid).contains(job);
                answers++;
                boolean taken = server.leader().orElse(before) != before;
                inARow = taken && details.state() == JobStatus.RUNNING ? inARow + 1 : 0;
            } catch (ConnectionException | UnavailableException | DeadlineExceededException e) {
                failures++;
                last = ", such as " + e;
                assertThat(failures)
                        .as("polls that were reported, the last as %s", e)
                        .isLessThan(500);
            }
            longest = Math.max(longest, System.nanoTime() - begun);
            pause(30);
        }
        return String.format(
                "%d polls, %d of them reported%s, the longest took %.1f s",
                answers + failures, failures, last, longest / 1e9);
    }

    @Test
    void savepointsAreWrittenOrReported() throws IOException {
        rounds(
                "a savepoint",
                600,
                number -> {
                    JobId job = runJob("saved-" + number);
                    Path target = server.directory().resolve("savepoints-" + number);
                    SavepointOptions into = SavepointOptions.into(target.toUri().toString());
                    try (FlinkRestClient flink = client()) {
                        Outcome<String> outcome =
                                killDuring(
                                        flink,
                                        all -> {
                                            SavepointInfo savepoint =
                                                    all.jobs()
                                                            .createSavepoint(job, into)
                                                            .await(PATIENCE);
                                            return savepoint.location();
                                        });
                        if (outcome.isDone()) {
                            Path written = Path.of(URI.create(outcome.done()));
                            assertThat(written).startsWith(target);
                            assertThat(written.resolve("_metadata")).isNotEmptyFile();
                        } else if (!outcome.reported().maybeSent()) {
                            assertThat(target).doesNotExist();
                        }
                        awaitRunning(job);
                        assertThat(running("saved-" + number)).containsExactly(job);
                        return outcome;
                    }
                });
    }

    @Test
    void uploadedJarsAreThereOrReported() throws IOException {
        rounds(
                "an upload",
                400,
                number -> {
                    Path jar = padded("padded-" + number + ".jar");
                    try (FlinkRestClient flink = client()) {
                        Outcome<JarId> outcome =
                                killDuring(flink, all -> all.jars().upload(jar).jarId());
                        List<JarId> there =
                                ask(direct -> direct.jars().all().files(), all -> true).stream()
                                        .map(one -> one.id())
                                        .filter(one -> one.value().contains("padded-" + number))
                                        .toList();
                        if (outcome.isDone()) {
                            runIfThere(flink, outcome.done(), there, "padded-" + number);
                        } else if (!outcome.reported().maybeSent()) {
                            assertThat(there).isEmpty();
                        }
                        return outcome;
                    }
                });
    }

    /** Runs an uploaded jar; if it went with the JobManager that had it, no other is asked. */
    private void runIfThere(FlinkRestClient flink, JarId jar, List<JarId> there, String name) {
        if (there.contains(jar)) {
            JobId job = flink.jars().run(jar, version(name));
            assertThat(running(name)).containsExactly(job);
        } else {
            assertThatCode(() -> flink.jars().run(jar, version(name)))
                    .isInstanceOfSatisfying(
                            FlinkRestException.class, e -> assertThat(e.maybeSent()).isFalse());
            assertThat(jobs(name)).isEmpty();
        }
    }

    private Path padded(String name) throws IOException {
        Path jar = Files.copy(ClusterUnderTest.JAR, folder.resolve(name));
        byte[] padding = new byte[20_000_000];
        random.nextBytes(padding);
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Files.write(zip.getPath("/padding"), padding);
        }
        return jar;
    }

    @Test
    void jobsAreStartedOnce() throws IOException {
        rounds(
                "a submission",
                3_000,
                number -> {
                    String name = "submitted-" + number;
                    Path starts = Files.createDirectory(folder.resolve(name));
                    String[] arguments = {
                        "--main-delay", "500", "--starts-to", starts.toString(), "--note", name
                    };
                    try (FlinkRestClient flink = client()) {
                        Outcome<JobId> outcome =
                                killDuring(
                                        flink,
                                        all ->
                                                all.jars()
                                                        .uploadAndRun(
                                                                ClusterUnderTest.JAR,
                                                                version(name, arguments)));
                        if (outcome.isDone()) {
                            awaitRunning(outcome.done());
                            assertThat(jobs(name))
                                    .extracting(JobOverview::jid)
                                    .containsExactly(outcome.done());
                        } else {
                            pause(10_000); // what has been sent may come to something yet
                            assertThat(jobs(name))
                                    .hasSizeLessThanOrEqualTo(
                                            outcome.reported().maybeSent() ? 1 : 0);
                        }
                        // each leader that had the job run has noted so, the killed one among them
                        assertThat(startsIn(starts)).isBetween(outcome.isDone() ? 1L : 0L, 2L);
                        return outcome;
                    }
                });
    }

    private static long startsIn(Path starts) throws IOException {
        try (Stream<Path> files = Files.list(starts)) {
            return files.count();
        }
    }

    @Test
    void upgradesLeaveOneVersion() throws IOException {
        rounds(
                "an upgrade",
                6_000,
                number -> {
                    String old = "old-" + number;
                    String next = "new-" + number;
                    JobId job = runJob(old);
                    Path savepoints = server.directory().resolve("upgrades-" + number);
                    UpgradeOptions options =
                            UpgradeOptions.builder()
                                    .oldVersion(ClusterUnderTest.JAR, version(old))
                                    .newVersion(ClusterUnderTest.JAR, version(next))
                                    .stop(StopOptions.into(savepoints.toUri().toString()))
                                    .build();
                    try (FlinkRestClient flink = client()) {
                        Outcome<UpgradeResult> outcome =
                                killDuring(flink, all -> all.jobs().upgrade(job, options));
                        JobId runs =
                                outcome.isDone()
                                        ? outcome.done().job()
                                        : leftBy(
                                                outcome.reported(),
                                                flink,
                                                job,
                                                options,
                                                version(next),
                                                savepoints);
                        awaitRunning(runs);
                        assertThat(running(old, next)).containsExactly(runs);
                        if (!runs.equals(job)) {
                            assertThat(restored(runs)).isNotNull();
                        }
                        return outcome;
                    }
                });
    }

    /**
     * Upgrades again if it is not known what runs, as the exception says, and returns what does. If
     * the leader that knew both jobs died between them, the new version is run from the savepoint.
     */
    private JobId leftBy(
            FlinkRestException failure,
            FlinkRestClient flink,
            JobId job,
            UpgradeOptions options,
            RunOptions next,
            Path savepoints)
            throws IOException {
        if (!(failure instanceof UpgradeFailedException failed)) {
            return job; // it had not begun yet
        }
        for (int attempt = 0; ; attempt++) {
            if (failed.runningJob() != null) {
                return failed.runningJob();
            }
            assertThat(attempt).as("upgrades, the last of which says: %s", failed).isLessThan(5);
            assertThat(failed.outcome()).isEqualTo(UpgradeFailedException.Outcome.UNKNOWN);
            ask(FlinkRestClient::overview, overview -> overview.taskmanagers() == 1);
            System.out.printf("  once more, after %s%n", failed.getMessage());
            try {
                return flink.jobs().upgrade(job, options).job();
            } catch (UpgradeFailedException e) {
                failed = e;
            } catch (NotFoundException e) {
                String from =
                        failed.savepoint() == null ? lastOf(job, savepoints) : failed.savepoint();
                RunOptions restored = next.toBuilder().savepointPath(from).build();
                return flink.jars().uploadAndRun(ClusterUnderTest.JAR, restored);
            }
        }
    }

    /** Finds the last savepoint of a job, which Flink names by the beginning of the job's id. */
    private static String lastOf(JobId job, Path savepoints) throws IOException {
        String name = "savepoint-" + job.value().substring(0, 6);
        try (Stream<Path> written = Files.list(savepoints)) {
            return written.filter(path -> path.getFileName().toString().startsWith(name))
                    .map(path -> path.resolve("_metadata"))
                    .filter(Files::exists)
                    .max(Comparator.comparing(path -> path.toFile().lastModified()))
                    .map(path -> path.getParent().toUri().toString())
                    .orElseThrow();
        }
    }

    private Object restored(JobId job) {
        return ask(direct -> direct.jobs().getCheckpoints(job).latest(), all -> true).restored();
    }
}
