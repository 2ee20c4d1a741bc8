package dev.flinkrest.embedded.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * Runs one Flink cluster in this JVM until the parent process wants no more of it. Compiled against
 * Flink 1.13, it runs with every Flink up to 2.3. It must stay a single class without nested ones:
 * the parent copies just this one.
 *
 * <p>Standard input is the life line: when it ends, because the parent closed it or died, this JVM
 * halts. Standard output says one thing, {@code REST <uri>}, once the cluster is ready; whatever
 * else is printed goes to standard error.
 */
public final class FlinkChild {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int PAUSE_MILLIS = 20;
    private static final int WATCH_MILLIS = 200;
    private static final int CLOSE_SECONDS = 10;

    private FlinkChild() {}

    /**
     * Starts the cluster.
     *
     * @param args the file with Flink's configuration, how many task managers there are, and how
     *     many slots each has
     */
    public static void main(String[] args) {
        Thread lifeLine = new Thread(FlinkChild::haltWhenInputEnds, "life-line");
        lifeLine.setDaemon(true);
        lifeLine.start();
        PrintStream out = System.out;
        System.setOut(System.err);
        try {
            MiniCluster cluster =
                    start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            URI rest = cluster.getRestAddress().get();
            out.println("REST " + rest);
            out.flush();
            awaitEnd(rest);
            // Not halted right away: the answer to DELETE /cluster may not have been sent yet.
            cluster.closeAsync().get(CLOSE_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().halt(0);
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static MiniCluster start(Path file, int taskManagers, int slots) throws Exception {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> entries = new HashMap<>();
        for (String key : properties.stringPropertyNames()) {
            entries.put(key, properties.getProperty(key));
        }
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(Configuration.fromMap(entries))
                                .setNumTaskManagers(taskManagers)
                                .setNumSlotsPerTaskManager(slots)
                                .setCommonBindAddress("127.0.0.1")
                                .build());
        cluster.start();
        while (cluster.requestClusterOverview().get().getNumSlotsTotal() < taskManagers * slots) {
            Thread.sleep(PAUSE_MILLIS);
        }
        return cluster;
    }

    /**
     * Waits until nothing listens at the REST address any more. DELETE /cluster ends the REST
     * server, the dispatcher and the resource manager, but a MiniCluster takes no notice of that
     * and offers nothing to ask, on any version.
     */
    private static void awaitEnd(URI rest) throws InterruptedException {
        InetSocketAddress address = new InetSocketAddress(rest.getHost(), rest.getPort());
        while (isListening(address)) {
            Thread.sleep(WATCH_MILLIS);
        }
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

    private static void haltWhenInputEnds() {
        InputStream in = System.in;
        try {
            while (in.read() >= 0) {
                // The parent has nothing to say: what counts is the end.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(0);
    }
}
