package dev.flinkrest.examples;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.jobs.JobEvent;
import dev.flinkrest.jobs.JobWatch;
import java.net.URI;
import java.time.Duration;

/** Watches the jobs of a cluster for a while. */
public final class Watch {
    private Watch() {}

    /**
     * Prints a line for each thing that happens.
     *
     * @param args the URL of a Flink cluster, and for how many seconds to watch it
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        if (args.length != 2) {
            System.err.println("Usage: Watch URL SECONDS");
            System.exit(2);
        }
        String url = args[0];
        long seconds = Long.parseLong(args[1]);
        // watch
        try (FlinkRestClient flink = FlinkRestClient.connect(URI.create(url));
                JobWatch watch = flink.jobs().watch(Duration.ofSeconds(1))) {
            watch.listen(event -> System.out.println(describe(event)));
            Thread.sleep(Duration.ofSeconds(seconds).toMillis());
        }
        // end of watch
    }

    // describe
    private static String describe(JobEvent event) {
        if (event instanceof JobEvent.Snapshot all) {
            // the first event; later, it stands for events that this listener was too slow for
            return "There are " + all.jobs().size() + " jobs; missed events: " + all.missed();
        } else if (event instanceof JobEvent.Added added) {
            return added.job().name() + " is new, and " + added.job().state();
        } else if (event instanceof JobEvent.StateChanged changed) {
            return changed.job().name() + " was " + changed.from() + ", is " + changed.to();
        } else if (event instanceof JobEvent.Restarted restarted) {
            return restarted.job().name() + " was restarted; in all: " + restarted.restarts();
        } else if (event instanceof JobEvent.Removed removed) {
            return removed.job().name() + " is gone, and was " + removed.job().state();
        } else if (event instanceof JobEvent.ClusterLost lost) {
            return "The cluster is out of reach: " + lost.failure().getMessage();
        }
        return "The cluster is back";
    }
    // end of describe
}
