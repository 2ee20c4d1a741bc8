package dev.flinkrest.examples;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.UpgradeFailedException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.StopOptions;
import dev.flinkrest.jobs.UpgradeEvent;
import dev.flinkrest.jobs.UpgradeOptions;
import dev.flinkrest.jobs.UpgradeResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;

/** Replaces a running job by a new version of it, and goes back if that does not come up. */
public final class Upgrade {
    private Upgrade() {}

    /**
     * Upgrades a job, and ends with status 1 if that fails. When it was killed on the way, the same
     * command again goes on where it stood.
     *
     * @param args the URL of a Flink cluster, the job's id, the new jar, the jar that the job was
     *     run from, a directory for savepoints, and the program's arguments
     * @throws IOException if a jar file cannot be read
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 5) {
            System.err.println("Usage: Upgrade URL JOB-ID NEW-JAR OLD-JAR DIRECTORY [ARGUMENT]...");
            System.exit(2);
        }
        // options
        RunOptions run =
                RunOptions.builder()
                        .arguments(Arrays.asList(args).subList(5, args.length))
                        .deleteJarAfterRun(true)
                        .build();
        UpgradeOptions options =
                UpgradeOptions.builder()
                        .newVersion(Path.of(args[2]), run)
                        // Flink does not tell what a job was run from; the way back needs it
                        .oldVersion(Path.of(args[3]), run)
                        .stop(StopOptions.into(args[4]))
                        .awaitCheckpoint()
                        .listener(Upgrade::tell)
                        .build();
        // end of options
        if (!upgrade(URI.create(args[0]), JobId.of(args[1]), options)) {
            System.exit(1);
        }
    }

    private static void tell(UpgradeEvent event) {
        System.out.println(event.step() + " " + event.phase() + ": " + event.detail());
    }

    // upgrade
    private static boolean upgrade(URI url, JobId job, UpgradeOptions options) throws IOException {
        try (FlinkRestClient flink = FlinkRestClient.connect(url)) {
            UpgradeResult result = flink.jobs().upgrade(job, options);
            System.out.println("Job " + result.job() + " runs");
            return true;
        } catch (UpgradeFailedException e) {
            System.err.println(e.getMessage());
            System.err.println(e.outcome() + ", job now: " + e.runningJob());
        } catch (FlinkRestException e) {
            // such as a job that is not there; nothing was done
            System.err.println(e.getMessage());
        }
        return false;
    }
    // end of upgrade
}
