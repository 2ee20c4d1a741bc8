package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.compatibility.ClientOperation.Kind;
import dev.flinkrest.compatibility.SoakReport.Sample;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.DecodingException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.JarInfo;
import dev.flinkrest.jars.JarUpload;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobIdWithStatus;
import dev.flinkrest.jobs.JobWatch;
import dev.flinkrest.jobs.SavepointInfo;
import dev.flinkrest.jobs.SavepointOptions;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.Request;
import dev.flinkrest.testkit.Fault;
import dev.flinkrest.testkit.FaultPlan;
import dev.flinkrest.testkit.FaultProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls of all kinds for {@code soak.seconds}, over a network that strikes one request in ten: each
 * call ends as it may, each job is started once, and this JVM holds no more in the end than when it
 * had warmed up. Prints what came of it.
 */
class SoakIT {
    private static final Duration DURATION = Duration.ofSeconds(Long.getLong("soak.seconds", 30));

    /** One a minute, and as many as make thirds of three in a short run. */
    private static final int SAMPLES = (int) Math.max(9, DURATION.toMinutes());

    private static final int READERS = 3;
    private static final Duration WATCHED = Duration.ofSeconds(2);

    /** Bounds the slowest faults. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(3);

    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);

    private static final int MEGABYTE = 1 << 20;

    private final SoakReport report = new SoakReport();
    private final AtomicLong faults = new AtomicLong();

    /**
     * Workers hold the one that is shared while they work; measuring takes the other, so that it
     * sees what the client keeps, not what the calls of that moment need. Fair, for else it would
     * wait for ever.
     */
    private final ReadWriteLock rest = new ReentrantReadWriteLock(true);

    private volatile boolean over;

    /** The jobs that were to be started. */
    private final Set<JobId> wanted = ConcurrentHashMap.newKeySet();

    /** Those of them that go on. */
    private Set<JobId> kept = Set.of();

    /** The newest of the versions that the build asks for. */
    static Stream<String> versions() {
        List<String> all = ClusterUnderTest.versions().toList();
        return Stream.of(all.get(all.size() - 1));
    }

    @ParameterizedTest(name = "Flink {0}")
    @MethodSource("versions")
    void holdsNoMoreInTheEndThanAfterItsWarmUp(String version) throws Exception {
        try (OperationSubjects subjects = new OperationSubjects(version, false)) {
            JobId saved = subjects.run();
            kept = Set.of(saved, subjects.job());
            wanted.addAll(kept);
            Sample before = SoakReport.measure();
            soak(subjects, saved);
            System.out.println(report.markdown());
            assertThat(report.unexpected()).as("failures that no fault explains").isEmpty();
            assertThat(report.neverSucceeded()).as("calls that never succeeded").isEmpty();
            assertThat(subjects.flink().jobs().all())
                    .as("the jobs on the cluster")
                    .extracting(JobIdWithStatus::id)
                    .isSubsetOf(wanted);
            assertThat(report.growth(Sample::heap)).isLessThan(8L * MEGABYTE);
            assertThat(report.growth(Sample::threads)).isLessThan(16);
            assertThat(report.growth(Sample::descriptors)).isLessThan(32);
            ClusterUnderTest.await(
                    SoakReport::measure,
                    now ->
                            now.threads() < before.threads() + 8
                                    && now.descriptors() < before.descriptors() + 16);
        }
    }

    private void soak(OperationSubjects subjects, JobId saved) throws Exception {
        FaultPlan random =
                FaultPlan.random(
                        20_261_128,
                        0.1,
                        EnumSet.complementOf(EnumSet.of(Fault.NONE)).toArray(Fault[]::new));
        FaultPlan plan =
                line -> {
                    Fault fault = random.next(line);
                    if (fault != Fault.NONE) {
                        faults.incrementAndGet();
                    }
                    return fault;
                };
        ExecutorService threads = Executors.newCachedThreadPool();
        try (FaultProxy proxy = FaultProxy.start(subjects.uri(), plan);
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(proxy.uri())
                                .callOptions(
                                        CallOptions.NONE
                                                .withCallTimeout(WRITE_TIMEOUT)
                                                .withMaxReplyBytes(4L * MEGABYTE)) // logs grow
                                .build()) {
            List<Callable<Void>> works = new ArrayList<>();
            for (int seed = 0; seed < READERS; seed++) {
                works.add(reads(subjects, flink, seed));
            }
            works.add(() -> uploads(subjects, flink));
            works.add(() -> runs(subjects, flink));
            works.add(() -> saves(subjects, flink, saved));
            works.add(() -> watches(flink));
            List<Future<Void>> running =
                    works.stream().map(work -> threads.submit(again(work))).toList();
            for (int sample = 0; sample < SAMPLES; sample++) {
                TimeUnit.NANOSECONDS.sleep(DURATION.toNanos() / SAMPLES);
                rest.writeLock().lock();
                try {
                    proxy.forgetIncidents();
                    report.sample(faults.get());
                } finally {
                    rest.writeLock().unlock();
                }
            }
            over = true;
            for (Future<Void> one : running) {
                one.get(2, TimeUnit.MINUTES);
            }
        } finally {
            over = true;
            threads.shutdownNow();
        }
    }

    private Callable<Void> again(Callable<Void> work) {
        return () -> {
            while (!over) {
                rest.readLock().lock();
                try {
                    work.call();
                } finally {
                    rest.readLock().unlock();
                }
            }
            return null;
        };
    }

    /** Makes a call and counts how it ends; returns null if it fails. */
    private <T> T attempt(String name, Callable<T> call) {
        try {
            T result = call.call();
            report.count(name, ClientOperation.OK);
            return result;
        } catch (Exception e) {
            if (mayHappen(e)) {
                report.count(name, ClientOperation.outcome(e));
            } else {
                report.unexpected(name, e);
            }
            return null;
        }
    }

    /** What a caller must expect of such a network; no server's own error is among it. */
    private static boolean mayHappen(Exception failure) {
        return failure instanceof ConnectionException
                || failure instanceof DeadlineExceededException
                || failure instanceof DecodingException
                || failure instanceof IOException
                || (failure instanceof ServerErrorException answer
                        && (Set.of(429, 502, 503).contains(answer.status()) || isOver(answer)));
    }

    /** Flink forgets triggers after five minutes, and jobs of which it knows fifty newer ones. */
    private static boolean isOver(ServerErrorException answer) {
        return answer instanceof NotFoundException
                && (answer.operation().contains(":triggerid")
                        || answer.operation().startsWith("PATCH "));
    }

    private Callable<Void> reads(OperationSubjects subjects, FlinkRestClient flink, int seed) {
        Map<ClientOperation, Request<?>> reads = new LinkedHashMap<>();
        for (ClientOperation operation : EveryOperation.ALL) {
            if (EnumSet.of(Kind.READ, Kind.TEXT, Kind.STREAM).contains(operation.kind())
                    && operation.server() == Server.JOB_MANAGER
                    && subjects.version().isAtLeast(operation.since())) {
                reads.put(
                        operation,
                        operation
                                .request()
                                .apply(subjects)
                                .with(CallOptions.NONE.withCallTimeout(READ_TIMEOUT)));
            }
        }
        List<ClientOperation> choice = List.copyOf(reads.keySet());
        Random random = new Random(seed);
        return () -> {
            ClientOperation operation = choice.get(random.nextInt(choice.size()));
            String name =
                    switch (operation.kind()) {
                        case READ -> "read JSON";
                        case TEXT -> "read text";
                        default -> "open text";
                    };
            return attempt(
                    name,
                    () -> {
                        operation.call(flink, reads.get(operation));
                        return null;
                    });
        };
    }

    private Void uploads(OperationSubjects subjects, FlinkRestClient flink) {
        JarUpload upload = attempt("upload", () -> flink.jars().upload(subjects.jarFile()));
        if (upload != null) {
            attempt(
                    "delete jar",
                    () -> {
                        flink.jars().delete(upload.jarId());
                        return null;
                    });
        }
        String name = subjects.jarFile().getFileName().toString();
        for (JarInfo jar : subjects.flink().jars().all().files()) {
            if (jar.name().equals(name)) {
                deleteIfThere(jar.id(), subjects.flink());
            }
        }
        return null;
    }

    /** What was to be deleted, but was not answered, may be on its way yet. */
    private static void deleteIfThere(JarId jar, FlinkRestClient direct) {
        try {
            direct.jars().delete(jar);
        } catch (NotFoundException e) {
            // it is gone
        }
    }

    private Void runs(OperationSubjects subjects, FlinkRestClient flink) {
        JobId id = JobId.random();
        wanted.add(id);
        RunOptions options =
                RunOptions.builder().jobId(id).arguments("--rate", "5").parallelism(1).build();
        if (attempt("run", () -> flink.jars().run(subjects.jar(), options)) != null) {
            attempt(
                    "cancel",
                    () -> {
                        flink.jobs().terminate(id);
                        return null;
                    });
        }
        endAllBut(kept, subjects);
        return null;
    }

    /** Ends the jobs that were started though nobody heard of it, and those not cancelled. */
    private static void endAllBut(Set<JobId> kept, OperationSubjects subjects) {
        for (JobIdWithStatus job : subjects.flink().jobs().all()) {
            if (!kept.contains(job.id()) && !job.status().isTerminal()) {
                subjects.end(job.id());
            }
        }
    }

    private Void saves(OperationSubjects subjects, FlinkRestClient flink, JobId job) {
        SavepointOptions options = SavepointOptions.into(subjects.directory());
        SavepointInfo made =
                attempt(
                        "savepoint",
                        () -> flink.jobs().createSavepoint(job, options).await(WRITE_TIMEOUT));
        if (made != null) {
            attempt(
                    "dispose savepoint",
                    () -> flink.jobs().disposeSavepoint(made.location()).await(WRITE_TIMEOUT));
        }
        return null;
    }

    private Void watches(FlinkRestClient flink) throws InterruptedException {
        try (JobWatch watch = flink.jobs().watch(Duration.ofMillis(100))) {
            watch.listen(event -> report.count("hear of a job", ClientOperation.OK));
            TimeUnit.NANOSECONDS.sleep(WATCHED.toNanos());
        }
        return null;
    }
}
