package dev.flinkrest.embedded.child;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.highavailability.ClientHighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;
import org.apache.flink.runtime.rpc.FatalErrorHandler;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the ZooKeeper that comes with Flink, 1.15 to 2.3, and notes in a file which JobManager
 * leads. What asks ZooKeeper for that took other arguments in Flink 1.13, which this is compiled
 * against, so it is called by name.
 */
public final class ZooKeeperChild extends ChildJvm
        implements LeaderRetrievalListener, FatalErrorHandler {

    /** A session lasts for two ticks at least and for twenty at most. */
    private static final int TICK_MILLIS = 500;

    private static final int ANY_NUMBER = 0;

    private @Nullable Path leader;

    private ZooKeeperChild() {}

    /**
     * Runs ZooKeeper.
     *
     * @param args the file with Flink's configuration, the directory of ZooKeeper's data, and the
     *     file that is to hold the leading JobManager's address; it is empty while none leads
     */
    public static void main(String[] args) {
        new ZooKeeperChild().run(args);
    }

    @Override
    URI start(Map<String, String> configuration, List<String> arguments) throws Exception {
        File data = new File(arguments.get(0));
        leader = Path.of(arguments.get(1));
        String host = "127.0.0.1";
        ServerCnxnFactory connections =
                ServerCnxnFactory.createFactory(new InetSocketAddress(host, 0), ANY_NUMBER);
        connections.startup(new ZooKeeperServer(data, data, TICK_MILLIS));
        String quorum = host + ":" + connections.getLocalPort();
        Map<String, String> all = new HashMap<>(configuration);
        all.put("high-availability.zookeeper.quorum", quorum);
        client(Configuration.fromMap(all)).getClusterRestEndpointLeaderRetriever().start(this);
        return URI.create("zookeeper://" + quorum);
    }

    private ClientHighAvailabilityServices client(Configuration configuration) throws Exception {
        Method create =
                HighAvailabilityServicesUtils.class.getMethod(
                        "createClientHAService", Configuration.class, FatalErrorHandler.class);
        return (ClientHighAvailabilityServices) create.invoke(null, configuration, this);
    }

    @Override
    public synchronized void notifyLeaderAddress(@Nullable String address, @Nullable UUID session) {
        Path file = Objects.requireNonNull(leader);
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.writeString(next, address == null ? "" : address);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handleError(Exception exception) {
        onFatalError(exception);
    }

    @Override
    public void onFatalError(Throwable exception) {
        exception.printStackTrace();
        Runtime.getRuntime().halt(1);
    }
}
