package dev.flinkrest.compatibility;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.StopOptions;
import dev.flinkrest.jobs.UpgradeEvent;
import dev.flinkrest.jobs.UpgradeEvent.Phase;
import dev.flinkrest.jobs.UpgradeEvent.Step;
import dev.flinkrest.jobs.UpgradeOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A process that upgrades a job and dies at once when a step is done. */
final class UpgradeUntilKilled {
    /** What it ends with. */
    static final int STATUS = 137;

    private UpgradeUntilKilled() {}

    /** Starts the process; it prints each step that is done. */
    static Process start(
            URI url, JobId job, JarId oldJar, String directory, Step last, String... more)
            throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                java.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-Dexample.job=" + ClusterUnderTest.JAR,
                                UpgradeUntilKilled.class.getName(),
                                url.toString(),
                                job.value(),
                                oldJar.value(),
                                directory,
                                last.name()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /**
     * Upgrades.
     *
     * @param args the cluster's URL, the job, the old jar, the directory for savepoints, the last
     *     step, and more arguments of the new version
     */
    public static void main(String[] args) throws IOException {
        Step last = Step.valueOf(args[4]);
        String[] more = Arrays.copyOfRange(args, 5, args.length);
        Thread parent = new Thread(UpgradeUntilKilled::dieWithTheParent, "parent");
        parent.setDaemon(true);
        parent.start();
        try (FlinkRestClient flink = FlinkRestClient.connect(URI.create(args[0]))) {
            UpgradeOptions options =
                    UpgradeOptions.builder()
                            .oldVersion(JarId.of(args[2]), UpgradeFixture.version("old"))
                            .newVersion(ClusterUnderTest.JAR, UpgradeFixture.version("new", more))
                            .stop(StopOptions.into(args[3]))
                            .listener(event -> told(event, last))
                            .build();
            System.out.println("upgraded: " + flink.jobs().upgrade(JobId.of(args[1]), options));
        }
    }

    private static void dieWithTheParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // it is gone, too
        }
        Runtime.getRuntime().halt(1);
    }

    private static void told(UpgradeEvent event, Step last) {
        if (event.phase() == Phase.DONE) {
            System.out.println(event.step());
            System.out.flush();
            if (event.step() == last) {
                Runtime.getRuntime().halt(STATUS);
            }
        }
    }
}
