package dev.flinkrest.cli.context;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which cluster is meant: {@code --url} or {@code --context}, else {@code FLINKCTL_URL}
 * or {@code FLINKCTL_CONTEXT}, else the context in use, else Flink's own configuration in {@code
 * FLINK_CONF_DIR}, else {@code http://localhost:8081}. {@code FLINKCTL_TOKEN} takes the place of
 * the credentials.
 */
public final class Targets {
    private static final String DEFAULT_URL = "http://localhost:8081";

    private final Map<String, String> environment;
    private final ContextFile file;

    /**
     * Makes a finder.
     *
     * @param environment the environment variables
     * @param home the user's home directory
     */
    public Targets(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.file = ContextFile.find(environment, home);
    }

    /**
     * Returns the file of contexts.
     *
     * @return the file, which need not exist
     */
    public ContextFile file() {
        return file;
    }

    /**
     * Finds the cluster.
     *
     * @param urls what {@code --url} gave; empty if nothing
     * @param context what {@code --context} gave; null if nothing
     * @return the cluster
     * @throws IllegalArgumentException if there is no such context, or both were given
     */
    public Target find(List<String> urls, @Nullable String context) {
        if (!urls.isEmpty() && context != null) {
            throw new IllegalArgumentException(
                    "--url and --context are both there; give one of them");
        }
        Target target = findWithoutToken(urls, context);
        String token = variable("FLINKCTL_TOKEN");
        return token == null
                ? target
                : new Target(
                        target.name(),
                        target.context().withBearerToken(Secret.of("env:FLINKCTL_TOKEN")),
                        target.origin());
    }

    private Target findWithoutToken(List<String> urls, @Nullable String context) {
        if (!urls.isEmpty()) {
            return new Target(null, Context.of(urls), "--url");
        }
        if (context != null) {
            return named(context, file.read(), "--context");
        }
        String variable = variable("FLINKCTL_URL");
        if (variable != null) {
            return new Target(null, Context.of(List.of(variable.split(","))), "FLINKCTL_URL");
        }
        variable = variable("FLINKCTL_CONTEXT");
        if (variable != null) {
            return named(variable, file.read(), "FLINKCTL_CONTEXT");
        }
        ContextFile.Content content = file.read();
        if (content.current() != null) {
            return named(content.current(), content, file.path().toString());
        }
        variable = variable("FLINK_CONF_DIR");
        return variable == null
                ? new Target(null, Context.of(List.of(DEFAULT_URL)), "the default")
                : new Target(null, Context.ofFlinkConfig(variable), "FLINK_CONF_DIR");
    }

    /**
     * Finds a context.
     *
     * @param name its name
     * @return the cluster
     * @throws IllegalArgumentException if there is no such context
     */
    public Target named(String name) {
        return named(name, file.read(), file.path().toString());
    }

    private @Nullable String variable(String name) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? null : value;
    }

    private Target named(String name, ContextFile.Content content, String origin) {
        Context context = content.contexts().get(name);
        if (context == null) {
            throw new IllegalArgumentException(
                    "there is no context '"
                            + name
                            + (origin.startsWith("/") ? "'" : "', which " + origin + " names,")
                            + " in "
                            + file.path()
                            + (content.contexts().isEmpty()
                                    ? ", nor any other; see: flinkctl context set --help"
                                    : "; there are "
                                            + String.join(", ", content.contexts().keySet())));
        }
        return new Target(name, context, Objects.requireNonNull(origin));
    }
}
