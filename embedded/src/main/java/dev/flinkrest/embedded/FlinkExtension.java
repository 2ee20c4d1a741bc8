package dev.flinkrest.embedded;

import java.net.URI;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs one {@link EmbeddedFlink} for a JUnit test class: it starts before all of the class's tests
 * and ends after them. Test methods can take an {@link EmbeddedFlink} as a parameter.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FlinkExtension FLINK = FlinkExtension.of("2.3.0");
 * }</pre>
 *
 * <p>Classes marked {@code @Nested} share the cluster of the class around them. Safe for use by
 * several threads, as when tests run in parallel.
 */
public final class FlinkExtension
        implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

    private final EmbeddedFlink.Builder builder;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> users = new HashSet<>();
    private volatile @Nullable EmbeddedFlink flink;

    private FlinkExtension(EmbeddedFlink.Builder builder) {
        this.builder = builder;
    }

    /**
     * Creates an extension that runs a cluster of one version.
     *
     * @param version a full version such as {@code 2.3.0}, or a minor such as {@code 2.3}; not
     *     {@code null}
     * @return the extension; never {@code null}
     * @throws IllegalArgumentException if no such Flink is known
     */
    public static FlinkExtension of(String version) {
        return of(EmbeddedFlink.builder().version(version));
    }

    /**
     * Creates an extension that runs a cluster as described.
     *
     * @param builder what the cluster is to be like; not {@code null}, and not to be changed any
     *     more
     * @return the extension; never {@code null}
     */
    public static FlinkExtension of(EmbeddedFlink.Builder builder) {
        return new FlinkExtension(Objects.requireNonNull(builder, "builder"));
    }

    /**
     * Returns where the REST API is.
     *
     * @return a URI with scheme, host and port, without a path; never {@code null}
     * @throws IllegalStateException if no cluster is running
     */
    public URI uri() {
        return flink().uri();
    }

    /**
     * Returns the running cluster.
     *
     * @return the cluster; never {@code null}
     * @throws IllegalStateException if no cluster is running
     */
    public EmbeddedFlink flink() {
        EmbeddedFlink running = flink;
        if (running == null) {
            throw new IllegalStateException(
                    "No Flink is running. FlinkExtension starts one before the tests of a class and ends it after them: register"
                            + " it by @RegisterExtension on a static field");
        }
        return running;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        lock.lock();
        try {
            users.add(context.getUniqueId());
            if (flink == null) {
                flink = builder.start();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        lock.lock();
        try {
            users.remove(context.getUniqueId());
            EmbeddedFlink running = flink;
            if (users.isEmpty() && running != null) {
                flink = null;
                running.close();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedFlink.class;
    }

    @Override
    public EmbeddedFlink resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return flink();
    }
}
