package dev.flinkrest.internal.http;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.internal.waiting.LostAnswer;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.ConnectionSettings;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.Response;
import dev.flinkrest.rest.RestCaller;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests to one server, and refuses those that its version does not have. What every door
 * stands on. Safe for use by many threads.
 */
public final class EngineCaller implements RestCaller, AutoCloseable {
    private final ConnectionSettings settings;
    private final HttpEngine engine;
    private final Background background;
    private final ServerVersion version;

    /**
     * Makes a caller; connects to nothing yet.
     *
     * @param settings how the server is reached
     * @param question asks the server for its version
     */
    public EngineCaller(ConnectionSettings settings, VersionQuestion question) {
        this(settings, question, false);
    }

    private EngineCaller(ConnectionSettings settings, VersionQuestion question, boolean archive) {
        this.settings = settings;
        this.engine = new HttpEngine(settings, archive);
        this.background =
                new Background(settings.maxConnections(), engine.deadlines(), engine::closed);
        this.version =
                new ServerVersion(
                        settings.servers(),
                        engine::losses,
                        engine::sinceLastReply,
                        options -> question.ask(this, options));
    }

    /**
     * Makes a caller of a server that keeps what clusters once answered; connects to nothing yet.
     *
     * @param settings how the server is reached
     * @param question asks the server for its version
     * @return a caller that reports what clusters refused as an error too, though the server gives
     *     it out with status 200
     */
    public static EngineCaller ofArchive(ConnectionSettings settings, VersionQuestion question) {
        return new EngineCaller(settings, question, true);
    }

    /** Asks a server for its version. */
    @FunctionalInterface
    public interface VersionQuestion {

        /**
         * Sends one request, of an operation that every version has.
         *
         * @param rest carries it out
         * @param options its bounds
         * @return the version as the server writes it; null if it does not tell
         */
        @Nullable String ask(RestCaller rest, CallOptions options);
    }

    @Override
    public <R extends @Nullable Object> R send(Request<R> request) {
        long begun = System.nanoTime();
        requireSupport(request);
        return engine.send(request, begun);
    }

    @Override
    public <R extends @Nullable Object> CompletableFuture<R> sendAsync(Request<R> request) {
        long begun = System.nanoTime();
        engine.requireOpen();
        try {
            return background.run(
                    () -> {
                        requireSupport(request);
                        return engine.send(request, begun);
                    },
                    engine.end(request, begun),
                    () -> engine.late(request));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(request.endpoint().toString(), false, e);
        }
    }

    @Override
    public <R extends @Nullable Object> Response<R> exchange(Request<R> request) {
        long begun = System.nanoTime();
        requireSupport(request);
        return engine.exchange(request, begun);
    }

    @Override
    public InputStream open(Request<?> request) {
        long begun = System.nanoTime();
        requireSupport(request);
        return engine.open(request, begun);
    }

    @Override
    public FlinkVersion version(CallOptions options) {
        engine.requireOpen();
        return versionBefore(null, options);
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        engine.pause(duration);
    }

    @Override
    public Duration callTimeout() {
        return Objects.requireNonNull(settings.options().callTimeout());
    }

    /**
     * Asks for the server's version only where it matters.
     *
     * @throws IllegalStateException if this caller is closed
     * @throws UnsupportedByServerException if the server is too old for the operation
     */
    private void requireSupport(Request<?> request) {
        engine.requireOpen();
        Endpoint<?> endpoint = request.endpoint();
        if (!FlinkVersion.V1_13.isAtLeast(endpoint.since())) {
            FlinkVersion last = version.last();
            if (last == null || !last.isAtLeast(endpoint.since())) {
                String operation = request.endpoint().toString();
                endpoint.requireSupport(versionBefore(operation, request.options()));
            }
        }
    }

    /**
     * Returns the version; if it cannot be had, nothing was sent that would change anything.
     *
     * @param operation what wants to know it; null if the caller itself does
     */
    private FlinkVersion versionBefore(@Nullable String operation, CallOptions options) {
        try {
            return version.get(options);
        } catch (ConnectionException e) {
            throw new ConnectionException(name(operation, e), false, notKnown(operation, e), e);
        } catch (DeadlineExceededException e) {
            throw new DeadlineExceededException(
                    name(operation, e), false, e.timeout(), notKnown(operation, e), e);
        } catch (InterruptedCallException e) {
            throw new InterruptedCallException(name(operation, e), false, e);
        } catch (FlinkRestException e) {
            if (operation != null && LostAnswer.is(e)) { // only the question's was
                throw new ConnectionException(operation, false, notKnown(operation, e), e);
            }
            throw e;
        }
    }

    private static String name(@Nullable String operation, FlinkRestException failure) {
        return operation == null ? failure.operation() : operation;
    }

    private static String notKnown(@Nullable String operation, FlinkRestException failure) {
        String unknown = "the server's version is not known: " + failure.getMessage();
        return operation == null ? unknown : "nothing else was sent, for " + unknown;
    }

    /** Ends all calls in flight and closes all connections. */
    @Override
    public void close() {
        engine.close();
        background.close();
    }

    @Override
    public String toString() {
        return engine.toString();
    }
}
