package dev.flinkrest.examples;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.JobEndedException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Starts a job exactly once, however often it is called with the same id. */
public final class Deploy {
    private Deploy() {}

    /**
     * Deploys a job, and ends with status 1 if it does not come up. The job's id is made once for
     * each deployment, for example by {@code openssl rand -hex 16}, and kept by the pipeline: a
     * second try with it finds what the first one has started, and starts nothing.
     *
     * @param args the URL of a Flink cluster, a jar file, the id that the job shall have, and the
     *     program's arguments
     * @throws IOException if the jar file cannot be read
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 3) {
            System.err.println("Usage: Deploy URL JAR JOB-ID [ARGUMENT]...");
            System.exit(2);
        }
        List<String> arguments = Arrays.asList(args).subList(3, args.length);
        if (!deploy(URI.create(args[0]), Path.of(args[1]), JobId.of(args[2]), arguments)) {
            System.exit(1);
        }
    }

    // deploy
    private static boolean deploy(URI url, Path jar, JobId job, List<String> arguments)
            throws IOException {
        RunOptions options =
                RunOptions.builder()
                        .jobId(job)
                        .arguments(arguments)
                        .deleteJarAfterRun(true) // Flink keeps what the job needs of it
                        .build();
        try (FlinkRestClient flink = FlinkRestClient.connect(url)) {
            try {
                flink.jars().uploadAndRun(jar, options);
            } catch (ConflictException e) {
                System.out.println("A try before this one has started the job");
            }
            try {
                flink.jobs().awaitAllVerticesRunning(job, Duration.ofMinutes(5));
            } catch (JobEndedException | DeadlineExceededException e) {
                System.err.println(e.getMessage());
                System.err.println(flink.jobs().diagnose(job).summary());
                return false;
            }
            System.out.println("Job " + job + " runs: " + url + "/#/job/running/" + job);
            return true;
        } catch (FlinkRestException e) {
            System.err.println(e.getMessage()); // what the program's main threw, for one
            return false;
        }
    }
    // end of deploy
}
