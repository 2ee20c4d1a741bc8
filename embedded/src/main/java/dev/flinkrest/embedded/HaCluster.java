package dev.flinkrest.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Holds the JVMs of a cluster that is highly available. ZooKeeper lives in the cluster's directory
 * itself, with what the others keep there for each other, and each other JVM in one of its own
 * below that. Safe for use by several threads.
 */
final class HaCluster {

    private static final String CHILD = "dev.flinkrest.embedded.child.";

    /** Keep ZooKeeper small, and from waiting for the disk at each write. */
    private static final List<String> ZOOKEEPER_OPTIONS =
            List.of("-Xmx128m", "-Dzookeeper.forceSync=no", "-Dzookeeper.preAllocSize=1024");

    /** Older Flinks read host names, for RPC between JVMs, by a class that the JDK hides. */
    private static final List<String> FLINK_OPTIONS =
            List.of("--add-exports=java.base/sun.net.util=ALL-UNNAMED");

    /** Four JVMs that start at a time do so sooner with less of everything. */
    private static final List<String> LEAN = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final int PAUSE_MILLIS = 50;
    private static final int ANSWER_MILLIS = 2_000;

    private final Launcher launcher;
    private final Directories directories;
    private final Path leaderFile;
    private final List<HaJvm> jobManagers = new ArrayList<>();

    /** All that were launched, JobManagers too; ZooKeeper is the first. */
    private final List<HaJvm> all = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private boolean ended;

    HaCluster(Launcher launcher, Directories directories) {
        this.launcher = launcher;
        this.directories = directories;
        this.leaderFile = directories.temporaryFiles().resolve("leader");
    }

    /**
     * Starts the JVMs, and waits until one of the JobManagers leads, and all of them answer and
     * tell of all slots.
     *
     * @param entries the user's, of Flink's configuration
     * @param number how many JobManagers there are to be
     * @param slots how many slots the task manager is to have
     * @throws EmbeddedFlinkException if jars cannot be had or one does not start
     * @throws UncheckedIOException if files cannot be written
     */
    void start(Map<String, String> entries, int number, int slots) {
        Path storage = directories.temporaryFiles().resolve("high-availability");
        Map<String, String> common = new LinkedHashMap<>(entries);
        common.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
        HaJvm zooKeeper =
                add(
                        program("ZooKeeper", ZOOKEEPER_OPTIONS),
                        directories,
                        FlinkConfiguration.ofHighlyAvailable(
                                directories, launcher.version(), storage, common),
                        List.of(
                                directories.temporaryFiles().resolve("zookeeper").toString(),
                                leaderFile.toString()));
        common.putIfAbsent("high-availability.zookeeper.quorum", zooKeeper.await().getAuthority());
        for (int i = 0; i < number; i++) {
            jobManagers.add(add("JobManager", "jobmanager-" + i, storage, common));
        }
        HaJvm taskManager = add("TaskManager", "taskmanager", storage, common);
        jobManagers.forEach(HaJvm::await);
        taskManager.await();
        await(
                () -> {
                    all.forEach(HaJvm::check);
                    return jobManagers.stream().allMatch(one -> hasSlots(one.uri(), slots));
                },
                launcher.startTimeout(),
                "the JobManagers do not tell of " + slots + " slots");
    }

    private HaJvm add(String what, String name, Path storage, Map<String, String> entries) {
        Directories own = Directories.create(directories.root().resolve(name));
        return add(
                program(what, FLINK_OPTIONS),
                own,
                FlinkConfiguration.ofHighlyAvailable(own, launcher.version(), storage, entries),
                List.of());
    }

    private HaJvm add(
            ChildProgram program,
            Directories own,
            Map<String, String> configuration,
            List<String> arguments) {
        HaJvm jvm = new HaJvm(launcher, program, own, configuration, arguments);
        launch(jvm);
        return jvm;
    }

    private ChildProgram program(String what, List<String> options) {
        List<String> jvmOptions = new ArrayList<>(LEAN);
        jvmOptions.addAll(options);
        return new ChildProgram(
                "Flink " + what,
                CHILD + what + "Child",
                FlinkJars.ofCluster(launcher.version()),
                jvmOptions);
    }

    List<URI> uris() {
        return jobManagers.stream().map(HaJvm::uri).toList();
    }

    HaJvm jobManager(int number) {
        return jobManagers.get(number);
    }

    Path root() {
        return directories.root();
    }

    /** Starts a JobManager again that was killed. */
    void restart(int number) {
        HaJvm jobManager = jobManagers.get(number);
        launch(jobManager);
        jobManager.await();
    }

    private void launch(HaJvm jvm) {
        lock.lock();
        try {
            if (ended) {
                throw new IllegalStateException("The cluster is closed");
            }
            jvm.launch();
            if (!all.contains(jvm)) {
                all.add(jvm);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends all, and removes what {@link Directories#remove} does. */
    void end() {
        lock.lock();
        try {
            ended = true;
            all.forEach(HaJvm::end);
            all.forEach(HaJvm::removeFiles);
            directories.remove();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of the JobManager that leads, as ZooKeeper says. */
    OptionalInt leader() {
        String address = "";
        try {
            address = Files.exists(leaderFile) ? Files.readString(leaderFile) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read which JobManager leads", e);
        }
        for (int i = 0; i < jobManagers.size(); i++) {
            HaJvm jobManager = jobManagers.get(i);
            if (jobManager.isAlive() && jobManager.uri().toString().equals(address)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    int awaitLeader(Duration timeout) {
        // not asked a second time: the one that was seen may be gone again
        int[] seen = new int[1];
        await(
                () -> {
                    OptionalInt leader = leader();
                    leader.ifPresent(number -> seen[0] = number);
                    return leader.isPresent();
                },
                timeout,
                "no JobManager leads");
        return seen[0];
    }

    private void await(BooleanSupplier wanted, Duration timeout, String otherwise) {
        String message = "In an embedded Flink with several JobManagers, " + otherwise;
        long end = System.nanoTime() + timeout.toNanos();
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                throw new EmbeddedFlinkException(message + " after " + timeout + said(), null);
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EmbeddedFlinkException(message + ", and waiting was interrupted", e);
            }
        }
    }

    private String said() {
        StringBuilder said = new StringBuilder();
        all.forEach(jvm -> said.append(".\n").append(jvm.said()));
        return said.toString();
    }

    /** Returns whether a JobManager answers, and tells of so many slots. */
    private static boolean hasSlots(URI jobManager, int slots) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) jobManager.resolve("/overview").toURL().openConnection();
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            try (InputStream in = connection.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .contains("\"slots-total\":" + slots + ",");
            }
        } catch (IOException e) {
            return false; // none leads yet
        }
    }
}
