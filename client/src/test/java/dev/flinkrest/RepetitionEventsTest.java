package dev.flinkrest;

import static dev.flinkrest.support.Flight.assertAttempt;
import static dev.flinkrest.support.Flight.kinds;
import static dev.flinkrest.support.Flight.only;
import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.election;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.reply;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.support.Flight;
import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a flight recording holds of calls that are sent again. */
@Timeout(60)
class RepetitionEventsTest {
    @TempDir private Path directory;

    @Test
    void tellsThatAnotherServerIsAsked() throws IOException {
        try (RawServer first = RawServer.replying(election());
                RawServer second = RawServer.replying(ok(OVERVIEW));
                FlinkRestClient flink =
                        FlinkRestClient.builder().urls(List.of(first.uri(), second.uri())).build();
                Flight flight = new Flight(directory)) {
            flink.overview();
            List<RecordedEvent> events = flight.land();
            assertThat(kinds(events)).containsExactly("Request", "Failover", "Retry", "Request");
            for (RecordedEvent event : events.subList(0, 3)) {
                assertAttempt(event, "GET /overview", first, 1);
                assertThat(event.getString("failure")).isEqualTo("UnavailableException");
            }
            assertThat(events.get(0).getInt("status")).isEqualTo(503);
            assertThat(events.get(1).getString("nextServer")).isEqualTo(second.uri().toString());
            assertThat(events.get(2).getDuration("pause")).isZero();
            assertAttempt(events.get(3), "GET /overview", second, 2);
        }
    }

    @Test
    void tellsOfThePauseBeforeTheOnlyServerIsAskedAgain() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (RawServer server =
                        new RawServer(
                                (request, socket) ->
                                        write(
                                                socket,
                                                asked.getAndIncrement() == 0
                                                        ? election()
                                                        : ok(OVERVIEW)));
                FlinkRestClient flink = FlinkRestClient.connect(server.uri());
                Flight flight = new Flight(directory)) {
            flink.overview();
            List<RecordedEvent> events = flight.land();
            assertThat(kinds(events)).containsExactly("Request", "Retry", "Request");
            assertThat(events.get(1).getDuration("pause"))
                    .isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
            assertThat(events.get(2).getInt("attempt")).isEqualTo(2);
        }
    }

    @Test
    void tellsOfAConnectionThatTheServerHadClosed() throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    if (request.numberOnConnection() == 0) {
                                        write(socket, ok(OVERVIEW));
                                    } else {
                                        socket.close();
                                    }
                                });
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            flink.overview();
            try (Flight flight = new Flight(directory)) {
                flink.overview();
                List<RecordedEvent> events = flight.land();
                assertThat(kinds(events)).containsExactly("Request", "Retry", "Request");
                assertThat(events.get(0).getString("failure"))
                        .isEqualTo(
                                "ConnectionException: %s closed the connection without an answer",
                                server.uri());
                assertThat(events.get(0).getInt("status")).isZero();
                assertThat(events.get(0).getDuration("untilReply")).isZero();
                assertThat(events.get(1).getDuration("pause")).isZero();
                assertAttempt(events.get(2), "GET /overview", server, 2);
                assertThat(events.get(2).getString("failure")).isNull();
            }
        }
    }

    @Test
    void tellsOfATokenThatWasRefused() throws IOException {
        Deque<String> tokens = new ArrayDeque<>(List.of("not-to-be-printed-1", "right"));
        try (RawServer server =
                        new RawServer(
                                (request, socket) ->
                                        write(
                                                socket,
                                                request.head().contains("Bearer right\r\n")
                                                        ? ok(OVERVIEW)
                                                        : reply("401 No", "text/plain", "who?")));
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(server.uri())
                                .bearerToken(tokens::remove)
                                .build();
                Flight flight = new Flight(directory)) {
            flink.overview();
            List<RecordedEvent> events = flight.land();
            assertThat(kinds(events)).containsExactly("Request", "Retry", "Request");
            assertThat(events.get(0).getInt("status")).isEqualTo(401);
            assertThat(events.get(1).getString("failure")).isEqualTo("ServerErrorException");
        }
    }

    @Test
    void saysWhereNobodyListens() throws IOException {
        RawServer gone = RawServer.replying(ok(OVERVIEW));
        gone.close();
        try (FlinkRestClient flink = FlinkRestClient.connect(gone.uri());
                Flight flight = new Flight(directory)) {
            assertThatExceptionOfType(ConnectionException.class).isThrownBy(flink::overview);
            List<RecordedEvent> events = flight.land();
            assertThat(only("Request", events)).hasSize(5);
            assertThat(only("Retry", events)).hasSize(4);
            assertThat(events.get(0).getString("failure"))
                    .isEqualTo(
                            "ConnectionException: cannot connect to %s (Connect to %s failed:"
                                    + " Connection refused); is Flink running there?",
                            gone.uri(), gone.uri());
        }
    }
}
