package dev.flinkrest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.rest.CallListener;
import java.net.URI;
import java.util.List;
import jdk.jfr.Recording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnlookersTest {
    private final Server server = Calls.server(URI.create("http://localhost:8081"));
    private final Call call = Calls.call(server);

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
