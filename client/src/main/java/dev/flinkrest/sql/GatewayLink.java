package dev.flinkrest.sql;

import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What all handles of one gateway share: the way to it, the versions of the API that both sides
 * know, and the clock. Safe for use by many threads.
 */
final class GatewayLink {
    private final RestCaller rest;
    private final Ticker ticker;
    private final Heartbeats heartbeats;
    private final AtomicReference<@Nullable Spoken> spoken = new AtomicReference<>();

    /** What a gateway speaks: as it says itself, and what of it this library knows. */
    private record Spoken(List<String> all, Set<SqlApiVersion> known) {}

    GatewayLink(RestCaller rest, Ticker ticker, Heartbeats heartbeats) {
        this.rest = rest;
        this.ticker = ticker;
        this.heartbeats = heartbeats;
    }

    RestCaller rest() {
        return rest;
    }

    Ticker ticker() {
        return ticker;
    }

    Heartbeats heartbeats() {
        return heartbeats;
    }

    List<String> apiVersions() {
        return spoken().all();
    }

    private Spoken spoken() {
        Spoken known = spoken.get();
        if (known != null) {
            return known;
        }
        List<String> all = rest.send(SqlEndpoints.API_VERSIONS.with()).versions();
        Set<SqlApiVersion> both = EnumSet.noneOf(SqlApiVersion.class);
        for (SqlApiVersion version : SqlApiVersion.values()) {
            if (all.stream().anyMatch(version.name()::equalsIgnoreCase)) {
                both.add(version);
            }
        }
        Spoken asked = new Spoken(all, both);
        spoken.compareAndSet(null, asked);
        return asked;
    }

    /**
     * Returns the newest version that both know.
     *
     * @throws UnsupportedByServerException if there is none
     */
    SqlApiVersion newest() {
        Spoken versions = spoken();
        return versions.known().stream()
                .reduce((older, newer) -> newer)
                .orElseThrow(
                        () ->
                                new UnsupportedByServerException(
                                        SqlEndpoints.API_VERSIONS.toString(),
                                        "the gateway speaks "
                                                + versions.all()
                                                + " of its API, this library "
                                                + List.of(SqlApiVersion.values())
                                                + ". Is it a SQL Gateway, and a newer version of this"
                                                + " library out?"));
    }

    /**
     * Returns the newest version, once it is sure that it has an ability.
     *
     * @param since the version that brought it
     * @param endpoint what is being done
     * @param what the ability, for the message
     * @param instead what works on an older gateway, as a sentence without its full stop
     * @throws UnsupportedByServerException if the gateway has only older versions
     */
    SqlApiVersion atLeast(SqlApiVersion since, Endpoint<?> endpoint, String what, String instead) {
        SqlApiVersion newest = newest();
        if (newest.compareTo(since) < 0) {
            throw unsupported(since, endpoint, what, instead);
        }
        return newest;
    }

    /**
     * Returns a version that alone has an ability.
     *
     * @throws UnsupportedByServerException if the gateway does not have that version
     */
    SqlApiVersion exactly(SqlApiVersion only, Endpoint<?> endpoint, String what, String instead) {
        if (!spoken().known().contains(only)) {
            throw unsupported(only, endpoint, what, instead);
        }
        return only;
    }

    private UnsupportedByServerException unsupported(
            SqlApiVersion since, Endpoint<?> endpoint, String what, String instead) {
        return new UnsupportedByServerException(
                endpoint.toString(),
                what
                        + " came with version "
                        + since.segment()
                        + " of the SQL Gateway's API, in Flink "
                        + since.since().minorText()
                        + "; the gateway speaks "
                        + apiVersions()
                        + ". "
                        + instead);
    }

    /** Bounds what is done for tidiness, so that a gateway that is gone does not hold anyone up. */
    static final CallOptions TIDY = CallOptions.NONE.withCallTimeout(Duration.ofSeconds(10));

    /**
     * Tidies up even if the thread was interrupted, which ends calls at once; it stays interrupted.
     */
    static void evenIfInterrupted(Runnable tidying) {
        boolean interrupted = Thread.interrupted();
        try {
            tidying.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
