package dev.flinkrest.jobs;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.rest.ForwardingCaller;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of a watch: what a supplier of credentials or headers throws fails one call, and
 * does not end the watch.
 */
final class WatchCaller extends ForwardingCaller {
    WatchCaller(RestCaller rest) {
        super(rest);
    }

    @Override
    public <R extends @Nullable Object> R send(Request<R> request) {
        try {
            return super.send(request);
        } catch (FlinkRestException e) {
            throw e;
        } catch (RuntimeException e) {
            String operation = request.endpoint().toString();
            requireOpen(operation);
            throw new ConnectionException(operation, false, "it was not sent: " + e, e);
        }
    }

    /** Throws what says that the client is closed, if it is. */
    private void requireOpen(String operation) {
        try {
            pause(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(operation, false, e);
        }
    }
}
