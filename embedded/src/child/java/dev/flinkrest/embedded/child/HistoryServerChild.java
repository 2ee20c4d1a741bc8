package dev.flinkrest.embedded.child;

import java.lang.reflect.Method;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.webmonitor.history.HistoryServer;

/**
 * Runs a Flink History Server. Compiled against Flink 1.13, it runs with every Flink up to 2.3.
 * What starts the server and tells its port is not public in any of them, so both are called by
 * name.
 */
public final class HistoryServerChild extends ChildJvm {

    private HistoryServerChild() {}

    /**
     * Runs the history server.
     *
     * @param args the file with Flink's configuration
     */
    public static void main(String[] args) {
        new HistoryServerChild().run(args);
    }

    @Override
    URI start(Map<String, String> configuration, List<String> arguments) throws Exception {
        HistoryServer server = new HistoryServer(Configuration.fromMap(configuration));
        call(server, "start");
        return URI.create(
                "http://"
                        + configuration.get("historyserver.web.address")
                        + ":"
                        + call(server, "getWebPort"));
    }

    private static Object call(HistoryServer server, String name) throws Exception {
        Method method = HistoryServer.class.getDeclaredMethod(name);
        method.setAccessible(true);
        return method.invoke(server);
    }
}
