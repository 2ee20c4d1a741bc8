package dev.flinkrest.embedded.child;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rest.RestServerEndpoint;

/**
 * Runs a Flink SQL Gateway, of Flink 1.16 to 2.3. Compiled against Flink 1.13, which has none, it
 * calls all of it by name, as the gateway's own main method does.
 */
public final class SqlGatewayChild extends ChildJvm {

    private static final String PACKAGE = "org.apache.flink.table.gateway.";

    private SqlGatewayChild() {}

    /**
     * Runs the gateway.
     *
     * @param args the file with Flink's configuration
     */
    public static void main(String[] args) {
        new SqlGatewayChild().run(args);
    }

    @Override
    URI start(Map<String, String> configuration, List<String> arguments) throws Exception {
        Object gateway = gateway(configuration);
        gateway.getClass().getMethod("start").invoke(gateway);
        Field field = gateway.getClass().getDeclaredField("endpoints");
        field.setAccessible(true);
        for (Object endpoint : (List<?>) field.get(gateway)) {
            if (endpoint instanceof RestServerEndpoint rest) {
                int port = Objects.requireNonNull(rest.getServerAddress()).getPort();
                return URI.create(
                        "http://"
                                + configuration.get("sql-gateway.endpoint.rest.address")
                                + ":"
                                + port);
            }
        }
        throw new IllegalStateException("The gateway has no REST endpoint");
    }

    private static Object gateway(Map<String, String> configuration) throws Exception {
        Class<?> type = Class.forName(PACKAGE + "SqlGateway");
        Constructor<?> constructor = type.getConstructors()[0];
        if (constructor.getParameterCount() == 1) { // 1.16
            Properties properties = new Properties();
            properties.putAll(configuration);
            return constructor.newInstance(properties);
        }
        Class<?> contextType = Class.forName(PACKAGE + "service.context.DefaultContext");
        Object context = load(contextType, Configuration.fromMap(configuration));
        Object sessions =
                Class.forName(PACKAGE + "service.session.SessionManager")
                        .getMethod("create", contextType)
                        .invoke(null, context);
        return constructor.newInstance(
                contextType.getMethod("getFlinkConfig").invoke(context), sessions);
    }

    /** Calls DefaultContext.load, whose last flag came and went. */
    private static Object load(Class<?> contextType, Configuration configuration) throws Exception {
        for (Method method : contextType.getMethods()) {
            if (method.getName().equals("load")) {
                List<Object> arguments = new ArrayList<>(List.of(configuration, List.of(), true));
                while (arguments.size() < method.getParameterCount()) {
                    arguments.add(true);
                }
                return method.invoke(null, arguments.toArray());
            }
        }
        throw new NoSuchMethodException(contextType + ".load");
    }
}
