package dev.flinkrest.embedded.child;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.jspecify.annotations.Nullable;

/**
 * Runs one JobManager of a session cluster, of Flink 1.15 to 2.3. What tells its port is not there
 * yet in Flink 1.13, which this is compiled against, so it is called by name.
 */
public final class JobManagerChild extends ChildJvm {

    private @Nullable StandaloneSessionClusterEntrypoint jobManager;

    private JobManagerChild() {}

    /**
     * Runs the JobManager.
     *
     * @param args the file with Flink's configuration
     */
    public static void main(String[] args) {
        new JobManagerChild().run(args);
    }

    @Override
    URI start(Map<String, String> configuration, List<String> arguments) throws Exception {
        StandaloneSessionClusterEntrypoint jobManager =
                new StandaloneSessionClusterEntrypoint(Configuration.fromMap(configuration));
        this.jobManager = jobManager;
        jobManager.startCluster();
        Object port = jobManager.getClass().getMethod("getRestPort").invoke(jobManager);
        return URI.create("http://" + configuration.get("rest.address") + ":" + port);
    }

    @Override
    void awaitEnd(URI rest) throws Exception {
        Objects.requireNonNull(jobManager).getTerminationFuture().get();
    }
}
