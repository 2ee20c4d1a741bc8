package dev.flinkrest.examples;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.JobEndedException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** Runs a job that ends, such as a batch or a test, and waits for it. */
public final class WaitInPipeline {
    private WaitInPipeline() {}

    /**
     * Runs a job to its end, and ends with status 1 if that is not a good one.
     *
     * @param args the URL of a Flink cluster, a jar file, how many slots the job needs, how long it
     *     may take, for example {@code PT30M}, and the program's arguments
     * @throws IOException if the jar file cannot be read
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 4) {
            System.err.println("Usage: WaitInPipeline URL JAR SLOTS TIMEOUT [ARGUMENT]...");
            System.exit(2);
        }
        int slots = Integer.parseInt(args[2]);
        RunOptions options =
                RunOptions.builder()
                        .parallelism(slots)
                        .arguments(Arrays.asList(args).subList(4, args.length))
                        .deleteJarAfterRun(true)
                        .build();
        boolean finished;
        try (FlinkRestClient flink = FlinkRestClient.connect(URI.create(args[0]))) {
            // the cluster may have been started a moment ago
            flink.awaitSlots(slots, Duration.ofMinutes(2));
            JobId job = flink.jars().uploadAndRun(Path.of(args[1]), options);
            finished = finishes(flink, job, Duration.parse(args[3]));
        }
        if (!finished) {
            System.exit(1);
        }
    }

    // wait
    private static boolean finishes(FlinkRestClient flink, JobId job, Duration timeout) {
        try {
            JobDetails ended = flink.jobs().await(job, JobStatus.FINISHED, timeout);
            System.out.println(ended.name() + " took " + Duration.ofMillis(ended.duration()));
            return true;
        } catch (JobEndedException e) {
            System.err.println(e.getMessage()); // FAILED, and why; or CANCELED
            System.err.println(flink.jobs().diagnose(job).summary());
        } catch (DeadlineExceededException e) {
            System.err.println(e.getMessage()); // how far it came
            System.err.println(flink.jobs().diagnose(job).summary());
            flink.jobs().terminate(job);
        }
        return false;
    }
    // end of wait
}
