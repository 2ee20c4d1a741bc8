package dev.flinkrest.internal.http;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.internal.events.JfrCall;
import dev.flinkrest.internal.events.JfrFailover;
import dev.flinkrest.internal.events.JfrRetry;
import dev.flinkrest.internal.events.Recorded;
import dev.flinkrest.internal.util.RequestId;
import dev.flinkrest.rest.CallListener;
import dev.flinkrest.rest.CallListener.Attempt;
import dev.flinkrest.rest.CallListener.FailoverEvent;
import dev.flinkrest.rest.CallListener.RetryEvent;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hc.client5.http.ClientProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who look what becomes of calls: flight recordings, listeners, and the log. Everything
 * that can be seen of a call passes here, and nothing of its headers, bodies, or credentials. Safe
 * for use by many threads.
 */
final class Onlookers {
    private static final System.Logger LOG = System.getLogger("dev.flinkrest");

    private final List<CallListener> listeners;

    /** Whether it was said that a server is gone, and none has answered since. */
    private volatile boolean searching;

    Onlookers(List<CallListener> listeners) {
        this.listeners = listeners;
    }

    /** Begins to look at a request; returns null if nobody does. */
    @Nullable Sighting see(Call call) {
        boolean looked =
                !listeners.isEmpty()
                        || Recorded.requests()
                        || (call.request().file() != null && Recorded.uploads())
                        || LOG.isLoggable(Level.DEBUG);
        return looked ? new Sighting(call, this) : null;
    }

    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /** Says that a request which failed is about to be sent again. */
    void retry(Call call, Duration pause, FlinkRestException failure) {
        if (Recorded.retries()) {
            JfrRetry event = new JfrRetry();
            fill(event, call);
            event.pause = pause.toNanos();
            event.failure = text(call, failure);
            event.commit();
        }
        if (hasListeners()) {
            RetryEvent told = new RetryEvent(attempt(call), pause, failure);
            tell(listener -> listener.onRetry(told));
        }
        log(
                Level.DEBUG,
                call,
                () -> text(call, failure) + "; sent again in " + pause.toMillis() + " ms");
    }

    /** Says that another server is asked from now on; loudly only until one has answered. */
    void failover(Call call, Server next, FlinkRestException failure) {
        if (Recorded.failovers()) {
            JfrFailover event = new JfrFailover();
            fill(event, call);
            event.nextServer = next.toString();
            event.failure = text(call, failure);
            event.commit();
        }
        if (hasListeners()) {
            FailoverEvent told = new FailoverEvent(attempt(call), next.url(), failure);
            tell(listener -> listener.onFailover(told));
        }
        log(
                searching ? Level.DEBUG : Level.INFO,
                call,
                () -> text(call, failure) + "; from now on " + next + " is asked");
        searching = true;
    }

    /** Notes that a server answers. */
    void found() {
        if (searching) {
            searching = false;
        }
    }

    void tell(Consumer<CallListener> event) {
        for (CallListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A listener to calls has thrown", e);
            }
        }
    }

    static void log(Level level, Call call, Supplier<String> what) {
        if (LOG.isLoggable(level)) {
            RequestId id = call.requestId();
            LOG.log(
                    level,
                    call.getMethod()
                            + " "
                            + call.server().name()
                            + call.getPath()
                            + (call.number() == 1 ? "" : ", attempt " + call.number())
                            + (id == null ? "" : ", " + id)
                            + ": "
                            + what.get());
        }
    }

    static void fill(JfrCall event, Call call) {
        Attempt attempt = attempt(call);
        event.operation = attempt.operation();
        event.target = attempt.target();
        event.server = attempt.server().toString();
        event.attempt = attempt.number();
        event.requestId = attempt.requestId();
    }

    static Attempt attempt(Call call) {
        RequestId id = call.requestId();
        return new Attempt(
                call.request().endpoint().toString(),
                call.request().target(),
                call.server().url(),
                call.number(),
                id == null ? null : id.value());
    }

    /**
     * Describes a failure by its class, and by its message where that is of our own words: servers
     * and suppliers may repeat in theirs what was in a header or a body.
     */
    static String text(Call call, Throwable failure) {
        String name = failure.getClass().getSimpleName();
        boolean ours =
                failure instanceof ConnectionException
                        || failure instanceof DeadlineExceededException
                        || failure instanceof InterruptedCallException;
        if (!ours || failure.getCause() instanceof ClientProtocolException) {
            return name;
        }
        String prefix = call.request().endpoint() + ": ";
        String message = String.valueOf(failure.getMessage());
        if (call.requestId() != null) {
            message = call.requestId().notIn(message); // it is told apart from the message
        }
        return name
                + ": "
                + (message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }
}
