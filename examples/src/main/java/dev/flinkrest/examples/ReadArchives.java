package dev.flinkrest.examples;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.embedded.EmbeddedFlink;
import dev.flinkrest.embedded.EmbeddedHistoryServer;
import dev.flinkrest.history.HistoryServer;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.JobDetails;
import dev.flinkrest.jobs.JobOverview;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Runs a job that ends, and reads what a history server has of it. */
public final class ReadArchives {
    private ReadArchives() {}

    /**
     * Runs the example.
     *
     * @param args a jar file whose job ends by itself, and a directory for archives
     * @throws IOException if the jar file cannot be read
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("Usage: ReadArchives JAR ARCHIVE-DIRECTORY");
            System.exit(2);
        }
        Path jar = Path.of(args[0]);
        Path archives = Path.of(args[1]);
        // archive
        try (EmbeddedHistoryServer server = EmbeddedHistoryServer.start("2.3", archives);
                EmbeddedFlink cluster =
                        EmbeddedFlink.builder().version("2.3").archiveDirectory(archives).start();
                FlinkRestClient flink = FlinkRestClient.connect(cluster.uri())) {
            RunOptions options = RunOptions.builder().arguments("--records", "50").build();
            read(server.uri(), flink.jars().uploadAndRun(jar, options));
        }
        // end of archive
    }

    private static void read(URI url, JobId job) {
        // read
        try (HistoryServer history = HistoryServer.connect(url)) {
            // archived, fetched and unpacked
            JobDetails details = history.awaitJob(job, Duration.ofMinutes(1));
            System.out.println(details.name() + " " + details.state());
            for (JobOverview ended : history.jobs().overview()) {
                System.out.println(history.jobs().getCheckpoints(ended.jid()).counts());
            }
        }
        // end of read
    }
}
