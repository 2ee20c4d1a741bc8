package dev.flinkrest.examples;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobEndpoints;
import dev.flinkrest.jobs.SavepointOptions;
import dev.flinkrest.metrics.Aggregation;
import dev.flinkrest.metrics.MetricQuery;
import dev.flinkrest.rest.CallOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Shows what calls look like; the README quotes it, so it must compile. */
public final class Tour {
    private Tour() {}

    /**
     * Runs a jar, looks at its job and makes a savepoint of it.
     *
     * @param args the URL of a Flink cluster, a jar file, and a directory for savepoints
     * @throws IOException if the jar file cannot be read
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("Usage: Tour URL JAR SAVEPOINT-DIRECTORY");
            System.exit(2);
        }
        String url = args[0];
        Path jar = Path.of(args[1]);
        String directory = args[2];
        // tour
        try (FlinkRestClient flink = FlinkRestClient.connect(URI.create(url))) {
            // upload a jar and run it: arguments arrive whole, empty ones and spaces included
            RunOptions options =
                    RunOptions.builder().arguments("--name", "two words").parallelism(2).build();
            JobId job = flink.jars().uploadAndRun(jar, options);
            // a job says RUNNING before any task runs; wait for them all, or learn why it failed
            flink.jobs().awaitAllVerticesRunning(job, Duration.ofMinutes(1));

            // bodies are records, ids are types
            System.out.println(flink.jobs().get(job).state());
            for (VertexId vertex : flink.jobs().getVertexIds(job)) {
                var subtasks = flink.jobs().getVertex(job, vertex).subtasks();
                var query = MetricQuery.of("numRecordsIn").aggregatedBy(Aggregation.SUM);
                System.out.println(vertex + " " + subtasks.metrics(query));
            }

            // what goes on in the server can be awaited; a failure there is an exception here
            var savepoint = flink.jobs().createSavepoint(job, SavepointOptions.into(directory));
            System.out.println(savepoint.await(Duration.ofMinutes(5)).location());

            // a request is a value: print it, bound it, send it in the background
            var request = JobEndpoints.DETAILS.with(job);
            System.out.println(request);
            flink.sendAsync(request.with(CallOptions.NONE.withCallTimeout(Duration.ofSeconds(2))))
                    .thenAccept(details -> System.out.println(details.vertices().size()))
                    .join();
            flink.jobs().terminate(job);
        } catch (FlinkRestException e) {
            System.err.println(e.getMessage() + (e.maybeSent() ? " (may have been done)" : ""));
        }
        // end of tour
    }
}
