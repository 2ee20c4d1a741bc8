package dev.flinkrest.internal.http;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.ConnectionSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** What the tests of this package need around a call. */
final class Calls {
    private Calls() {}

    /** Returns the settings of a client that has the defaults. */
    static ConnectionSettings settings(URI url) {
        return new ConnectionSettings(
                List.of(url), CallOptions.DEFAULTS, 1, null, Map::of, null, null, List.of(), null);
    }

    static Server server(URI url) {
        return new Server(url, settings(url), TlsConnections.of(null, List.of(url)));
    }

    static Call call(Server server) {
        return new Call(server, ClusterEndpoints.OVERVIEW.with(), CallOptions.DEFAULTS, 1, null);
    }
}
