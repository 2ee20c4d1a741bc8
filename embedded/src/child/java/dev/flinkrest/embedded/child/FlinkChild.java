package dev.flinkrest.embedded.child;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.jspecify.annotations.Nullable;

/** Runs a Flink cluster. Compiled against Flink 1.13, it runs with every Flink up to 2.3. */
public final class FlinkChild extends ChildJvm {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int PAUSE_MILLIS = 20;
    private static final int WATCH_MILLIS = 200;
    private static final int CLOSE_SECONDS = 10;

    private @Nullable MiniCluster cluster;

    private FlinkChild() {}

    /**
     * Runs the cluster.
     *
     * @param args the file with Flink's configuration, how many task managers there are, and how
     *     many slots each has
     */
    public static void main(String[] args) {
        new FlinkChild().run(args);
    }

    @Override
    URI start(Map<String, String> configuration, List<String> arguments) throws Exception {
        int taskManagers = Integer.parseInt(arguments.get(0));
        int slots = Integer.parseInt(arguments.get(1));
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(Configuration.fromMap(configuration))
                                .setNumTaskManagers(taskManagers)
                                .setNumSlotsPerTaskManager(slots)
                                .setCommonBindAddress("127.0.0.1")
                                .build());
        this.cluster = cluster;
        cluster.start();
        while (cluster.requestClusterOverview().get().getNumSlotsTotal() < taskManagers * slots) {
            Thread.sleep(PAUSE_MILLIS);
        }
        return cluster.getRestAddress().get();
    }

    /**
     * Waits until nothing listens at the REST address any more. DELETE /cluster ends the REST
     * server, the dispatcher and the resource manager, but a MiniCluster takes no notice of that
     * and offers nothing to ask, on any version.
     */
    @Override
    void awaitEnd(URI rest) throws Exception {
        InetSocketAddress address = new InetSocketAddress(rest.getHost(), rest.getPort());
        while (isListening(address)) {
            Thread.sleep(WATCH_MILLIS);
        }
        // Not halted right away: the answer to DELETE /cluster may not have been sent yet.
        Objects.requireNonNull(cluster).closeAsync().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private static boolean isListening(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            return true;
        } catch (SocketTimeoutException e) {
            return true; // busy, not gone
        } catch (IOException e) {
            return false;
        }
    }
}
