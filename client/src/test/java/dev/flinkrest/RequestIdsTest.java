package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.reply;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DecodingException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.CallListener;
import dev.flinkrest.support.Flight;
import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RequestIdsTest {
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final String HEADER = "X-Request-Id";

    private final List<String> arrived = new CopyOnWriteArrayList<>();

    @TempDir private Path directory;

    /** Notes the ids that arrive, and fails every first request of two. */
    private RawServer flaky() throws IOException {
        return new RawServer(
                (request, socket) -> {
                    arrived.add(id(request.head()));
                    String unwell = reply("502 Bad Gateway", "text/plain", "not now");
                    write(socket, arrived.size() % 2 == 1 ? unwell : ok(OVERVIEW));
                });
    }

    private static String id(String head) {
        return head.lines()
                .filter(line -> line.startsWith(HEADER + ": "))
                .map(line -> line.substring(HEADER.length() + 2))
                .reduce((one, two) -> one + " and " + two)
                .orElse("none");
    }

    @Test
    void areTheSameForTheRequestsOfOneCall() throws IOException {
        List<String> told = new CopyOnWriteArrayList<>();
        CallListener listener =
                new CallListener() {
                    @Override
                    public void onRequest(RequestEvent event) {
                        told.add(event.attempt().requestId());
                    }
                };
        try (RawServer server = flaky();
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(server.uri())
                                .requestIds(HEADER)
                                .listener(listener)
                                .build();
                Flight flight = new Flight(directory)) {
            flink.overview();
            flink.overview();
            assertThat(arrived).hasSize(4);
            assertThat(arrived.get(0)).isEqualTo(arrived.get(1)).hasSize(36);
            assertThat(UUID.fromString(arrived.get(0)).version()).isEqualTo(4);
            assertThat(arrived.get(2)).isEqualTo(arrived.get(3)).isNotEqualTo(arrived.get(0));
            assertThat(told).isEqualTo(arrived);
            assertThat(Flight.only("Request", flight.land()))
                    .extracting(event -> event.getString("requestId"))
                    .isEqualTo(arrived);
        }
    }

    @Test
    void areNotSentUnasked() throws IOException {
        try (RawServer server = flaky();
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            flink.overview();
            assertThat(arrived).containsExactly("none", "none");
        }
    }

    @Test
    void comeFromASupplierAndTakeThePlaceOfAHeader() throws IOException {
        Deque<String> ids = new ArrayDeque<>(List.of("one", "two"));
        try (RawServer server = flaky();
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(server.uri())
                                .headers(() -> java.util.Map.of("x-request-id", "not this"))
                                .requestIds(HEADER, ids::remove)
                                .build()) {
            flink.overview();
            flink.overview();
            assertThat(arrived).containsExactly("one", "one", "two", "two");
        }
    }

    @Test
    void areInWhatIsThrown() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (RawServer server =
                        RawServer.replying(
                                reply("404 No", "application/json", "{\"errors\":[\"gone\"]}"));
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(server.uri())
                                .requestIds(HEADER, () -> "call-" + calls.incrementAndGet())
                                .build()) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> flink.jobs().get(JOB))
                    .withMessageEndingWith(" [X-Request-Id call-1]")
                    .satisfies(e -> assertThat(e.requestId()).isEqualTo("call-1"));
            // and nothing of it stays behind on this thread
            assertThat(new DecodingException("GET /", "$", "no", null).requestId()).isNull();
        }
        try (RawServer server =
                        RawServer.replying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]");
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(server.uri())
                                .requestIds(HEADER, () -> "a")
                                .build()) {
            assertThatExceptionOfType(DecodingException.class)
                    .isThrownBy(flink::overview)
                    .withMessageEndingWith(" [X-Request-Id a]");
        }
    }

    @Test
    void areOnceInWhatIsThrownAndNotInTheFailureOfAnEvent() throws IOException {
        RawServer gone = flaky();
        gone.close();
        try (FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(gone.uri())
                                .requestIds(HEADER, () -> "a")
                                .build();
                Flight flight = new Flight(directory)) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(flink::overview)
                    .satisfies(
                            e ->
                                    assertThat(e.getMessage())
                                            .containsOnlyOnce(" [X-Request-Id a]")
                                            .endsWith(" [X-Request-Id a]"));
            assertThat(Flight.only("Retry", flight.land()))
                    .hasSize(4)
                    .allSatisfy(
                            event -> {
                                assertThat(event.getString("requestId")).isEqualTo("a");
                                assertThat(event.getString("failure"))
                                        .endsWith("is Flink running there?");
                            });
        }
    }

    @Test
    void ofACallWithinACallAreItsOwn() throws IOException {
        try (RawServer inner = RawServer.replying(reply("404 No", "text/plain", "gone"));
                RawServer server = RawServer.replying(reply("404 No", "text/plain", "gone"));
                FlinkRestClient tokens =
                        FlinkRestClient.builder()
                                .url(inner.uri())
                                .requestIds(HEADER, () -> "inner")
                                .build();
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(server.uri())
                                .requestIds(HEADER, () -> "outer")
                                .bearerToken(
                                        () -> {
                                            assertThatExceptionOfType(NotFoundException.class)
                                                    .isThrownBy(tokens::overview)
                                                    .withMessageEndingWith(" [X-Request-Id inner]");
                                            return "token";
                                        })
                                .build()) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(flink::overview)
                    .withMessageEndingWith(" [X-Request-Id outer]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "ünïcödé ☃"})
    void areRefusedWhereNoHeaderCanHoldThem(String id) throws IOException {
        try (RawServer server = flaky();
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(server.uri())
                                .requestIds(HEADER, () -> id)
                                .build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(flink::overview)
                    .withMessageContaining("the request id for the header X-Request-Id");
            assertThat(server.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host", "X Request", "authorization", "Content-Length"})
    void travelOnlyInHeadersThatAreFree(String header) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlinkRestClient.builder().requestIds(header));
    }

    @Test
    void areNotSetBesideAHeaderOfTheirName() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                FlinkRestClient.builder()
                                        .url("http://localhost:8081")
                                        .header("x-request-id", "mine")
                                        .requestIds(HEADER)
                                        .build())
                .withMessageContaining("both request ids and a header X-Request-Id were set");
    }
}
