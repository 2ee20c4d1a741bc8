package dev.flinkrest.monitoring.logs;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.internal.util.Ticker;
import java.time.Duration;

/** Bears a server's failures that may pass, for some time. Not safe for use by many threads. */
final class Outage {
    private final Duration patience;
    private final Ticker ticker;
    private boolean present;
    private long since;
    private boolean ofJobManager;

    Outage(Duration patience, Ticker ticker) {
        this.patience = patience;
        this.ticker = ticker;
    }

    /** Bears a failure, or throws it if it does not pass or has lasted for too long. */
    void bear(FlinkRestException e) {
        boolean passes =
                e instanceof ConnectionException
                        || e instanceof DeadlineExceededException
                        || e instanceof NotFoundException
                        || (e instanceof ServerErrorException server && server.status() >= 500);
        if (!passes) {
            throw e;
        }
        if (!present) {
            present = true;
            since = ticker.nanoTime();
        }
        // what was sent and not answered may have waited for a task manager
        ofJobManager |=
                e instanceof UnavailableException
                        || (e instanceof ConnectionException && !e.maybeSent());
        if (ticker.nanoTime() - since >= patience.toNanos()) {
            end();
            throw e;
        }
    }

    /** Takes note that the server has answered. */
    void end() {
        present = false;
        ofJobManager = false;
    }

    /**
     * Tells whether task managers may be there though the server does not know them: a job manager
     * that was out of reach may have started anew, and they come back to it one by one.
     */
    boolean hidesTaskManagers() {
        return ofJobManager;
    }
}
