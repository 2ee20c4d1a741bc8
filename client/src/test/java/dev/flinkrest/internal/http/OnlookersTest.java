package dev.flinkrest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.rest.CallListener;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.ConnectionSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnlookersTest {
    private static final URI URL = URI.create("http://localhost:8081");

    private final Server server =
            new Server(
                    URL,
                    new ConnectionSettings(
                            List.of(URL),
                            CallOptions.DEFAULTS,
                            1,
                            null,
                            Map::of,
                            null,
                            List.of(),
                            null));
    private final Call call =
            new Call(server, ClusterEndpoints.OVERVIEW.with(), CallOptions.DEFAULTS, 1, null);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void makeNothingWhereNobodyLooks() {
        assertThat(new Onlookers(List.of()).see(call)).isNull();
    }

    @Test
    void lookWhileRequestsAreRecorded() {
        Onlookers onlookers = new Onlookers(List.of());
        try (Recording recording = new Recording()) {
            recording.start();
            assertThat(onlookers.see(call)).isInstanceOf(Sighting.class);
            recording.disable("flinkrest.Request");
            assertThat(onlookers.see(call)).isNull();
        }
        assertThat(onlookers.see(call)).isNull();
    }

    @Test
    void lookWhereThereIsAListener() {
        assertThat(new Onlookers(List.of(new CallListener() {})).see(call))
                .isInstanceOf(Sighting.class);
    }
}
