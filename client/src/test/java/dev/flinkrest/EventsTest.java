package dev.flinkrest;

import static dev.flinkrest.support.Flight.assertAttempt;
import static dev.flinkrest.support.Flight.kinds;
import static dev.flinkrest.support.Flight.only;
import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.reply;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.DataSetId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobEndpoints;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.ProxyOptions;
import dev.flinkrest.support.Flight;
import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a flight recording holds of calls. */
@Timeout(60)
class EventsTest {
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final String MISSING =
            reply("404 Not Found", "application/json", "{\"errors\":[\"not-to-be-printed\"]}");

    private static final Set<String> OF_THE_RECORDER =
            Set.of("startTime", "duration", "eventThread", "stackTrace");

    @TempDir private Path directory;

    private static RawServer healthy() throws IOException {
        return RawServer.replying(ok(OVERVIEW));
    }

    private static byte[] bytes(int size) {
        byte[] jar = new byte[size];
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, jar, 0, 4);
        return jar;
    }

    @Test
    void tellsOfARequest() throws IOException {
        try (RawServer server = healthy();
                FlinkRestClient flink = FlinkRestClient.connect(server.uri());
                Flight flight = new Flight(directory)) {
            flink.overview();
            List<RecordedEvent> events = flight.land();
            assertThat(kinds(events)).containsExactly("Request");
            RecordedEvent request = events.get(0);
            assertAttempt(request, "GET /overview", server, 1);
            assertThat(request.getString("target")).isEqualTo("/overview");
            assertThat(request.getInt("status")).isEqualTo(200);
            assertThat(request.getLong("bytesSent")).isZero();
            assertThat(request.getLong("bytesReceived")).isEqualTo(OVERVIEW.length());
            assertThat(request.getDuration("untilReply"))
                    .isPositive()
                    .isLessThanOrEqualTo(request.getDuration());
            assertThat(request.getString("failure")).isNull();
            assertThat(request.getThread().getJavaName())
                    .isEqualTo(Thread.currentThread().getName());
        }
    }

    @Test
    void tellsOfAFailureByItsClassAlone() throws IOException {
        try (RawServer server = RawServer.replying(MISSING);
                FlinkRestClient flink = FlinkRestClient.connect(server.uri());
                Flight flight = new Flight(directory)) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> flink.jobs().get(JOB));
            flink.exchange(JobEndpoints.DETAILS.with(JOB).query("x", "y z"));
            List<RecordedEvent> events = flight.land();
            assertThat(kinds(events)).containsExactly("Request", "Request");
            for (RecordedEvent request : events) {
                assertAttempt(request, "GET /jobs/:jobid", server, 1);
                assertThat(request.getInt("status")).isEqualTo(404);
                assertThat(request.getLong("bytesReceived")).isEqualTo(32);
                assertThat(request.getString("failure")).isEqualTo("NotFoundException");
            }
            assertThat(events.get(1).getString("target")).isEqualTo("/jobs/" + JOB + "?x=y%20z");
        }
    }

    @Test
    void tellsOfABodyThatIsHandedOutWhenItsHeadCame() throws IOException {
        try (RawServer server = RawServer.replying(ok("log"));
                FlinkRestClient flink = FlinkRestClient.connect(server.uri());
                Flight flight = new Flight(directory)) {
            try (InputStream body = flink.open(JobEndpoints.DETAILS.with(JOB))) {
                assertThat(body.readAllBytes()).hasSize(3);
            }
            List<RecordedEvent> events = flight.land();
            assertThat(kinds(events)).containsExactly("Request");
            assertThat(events.get(0).getInt("status")).isEqualTo(200);
            assertThat(events.get(0).getLong("bytesReceived")).isZero();
        }
    }

    @Test
    void tellsOfAnUpload() throws IOException {
        Path jar = Files.write(directory.resolve("job.jar"), bytes(300_000));
        try (RawServer server =
                        RawServer.replying(
                                ok("{\"filename\":\"/tmp/u_job.jar\",\"status\":\"success\"}"));
                FlinkRestClient flink = FlinkRestClient.connect(server.uri());
                Flight flight = new Flight(directory)) {
            flink.jars().upload(jar);
            List<RecordedEvent> events = flight.land();
            assertThat(kinds(events)).containsExactly("Upload", "Request");
            RecordedEvent upload = events.get(0);
            assertAttempt(upload, "POST /jars/upload", server, 1);
            assertThat(upload.getString("file")).isEqualTo("job.jar");
            assertThat(upload.getLong("size")).isEqualTo(300_000);
            assertThat(upload.getLong("bytesSent")).isEqualTo(300_000);
            assertThat(upload.getDuration())
                    .isPositive()
                    .isLessThanOrEqualTo(events.get(1).getDuration());
            assertThat(events.get(1).getLong("bytesSent")).isBetween(300_100L, 300_400L);
        }
    }

    @Test
    void tellsHowFarAnUploadCame() throws IOException {
        Path jar = Files.write(directory.resolve("job.jar"), bytes(3_000_000));
        try (RawServer server = healthy();
                FlinkRestClient flink = FlinkRestClient.connect(server.uri());
                Flight flight = new Flight(directory)) {
            flight.without("Request");
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(
                            () ->
                                    flink.jars()
                                            .upload(
                                                    jar,
                                                    (sent, size) -> {
                                                        if (sent > 1_000_000) {
                                                            throw new IllegalStateException("no");
                                                        }
                                                    }));
            List<RecordedEvent> events = flight.land();
            assertThat(kinds(events)).containsExactly("Upload");
            assertThat(events.get(0).getLong("size")).isEqualTo(3_000_000);
            assertThat(events.get(0).getLong("bytesSent"))
                    .isBetween(1_000_001L, 1_000_000L + 256 * 1024);
        }
    }

    @Test
    void tellsOfAWait() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        String few = OVERVIEW.replace("\"slots-available\":6", "\"slots-available\":1");
        try (RawServer server =
                        new RawServer(
                                (request, socket) ->
                                        write(
                                                socket,
                                                ok(asked.getAndIncrement() < 2 ? few : OVERVIEW)));
                FlinkRestClient flink = FlinkRestClient.connect(server.uri());
                Flight flight = new Flight(directory)) {
            flink.awaitSlots(4, Duration.ofSeconds(30));
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> flink.awaitSlots(7, Duration.ofMillis(1)));
            List<RecordedEvent> waits = only("Operation", flight.land());
            assertThat(waits).hasSize(2);
            assertThat(waits.get(0).getString("operation")).isEqualTo("wait for 4 free slots");
            assertThat(waits.get(0).getInt("questions")).isEqualTo(3);
            assertThat(waits.get(0).getDuration()).isGreaterThan(Duration.ofMillis(30));
            assertThat(waits.get(0).getString("failure")).isNull();
            assertThat(waits.get(1).getString("failure")).isEqualTo("DeadlineExceededException");
        }
    }

    @Test
    void tellsNothingThatNobodyRecords() throws IOException {
        try (RawServer server = healthy();
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            flink.overview();
            try (Flight flight = new Flight(directory)) {
                flight.without("Request");
                flight.without("Operation");
                flink.awaitSlots(4, Duration.ofSeconds(30));
                assertThat(flight.land()).isEmpty();
            }
        }
    }

    /** Everything that is secret, and a server that shouts it back wherever it can. */
    @Test
    void tellsNoSecrets() throws IOException {
        String secret = "not-to-be-printed";
        String basic = basic("ann", secret);
        String reveal = "Basic " + basic + " " + secret;
        Deque<String> replies =
                new ArrayDeque<>(
                        List.of(
                                "HTTP/1.1 200 OK\r\n" + reveal + "\r\n\r\n",
                                "HTTP/1.1 " + reveal + "\r\n\r\n",
                                reveal + "\r\n\r\n",
                                "HTTP/1.1 200 OK\r\nContent-Length: " + reveal + "\r\n\r\n",
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + reveal + "\r\n\r\n",
                                "HTTP/1.1 302 No\r\nLocation: http://x/" + secret + "\r\n\r\n",
                                reply("500 " + secret, "application/json", reveal),
                                reply("503 " + secret, "text/plain", reveal),
                                reply("404 No", "application/json", json(reveal)),
                                reply("409 No", "application/json", json(reveal)),
                                reply("200 OK", "text/html", "<html>" + reveal),
                                ok("{\"taskmanagers\":\"" + reveal + "\"}"),
                                ok("{\"" + reveal + "\":" + reveal)));
        int count = replies.size();
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    write(socket, replies.remove());
                                    socket.close();
                                });
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(server.uri())
                                .basicAuth("ann", secret)
                                .header("X-Key", secret)
                                .headers(() -> Map.of("X-Other", secret))
                                .proxy(
                                        ProxyOptions.http("127.0.0.1", server.uri().getPort())
                                                .withCredentials("bob", secret))
                                .callOptions(
                                        CallOptions.NONE.withResponseTimeout(Duration.ofSeconds(2)))
                                .build();
                FlinkRestClient throwing =
                        FlinkRestClient.builder()
                                .url(server.uri())
                                .headers(
                                        () -> {
                                            throw new IllegalStateException(secret);
                                        })
                                .build();
                Flight flight = new Flight(directory)) {
            while (!replies.isEmpty()) {
                String reply = replies.peek();
                assertThatExceptionOfType(FlinkRestException.class)
                        .as(reply)
                        .isThrownBy(() -> flink.deleteDataset(DataSetId.of("0".repeat(32))));
            }
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(throwing::overview);
            List<RecordedEvent> events = only("Request", flight.land());
            assertThat(events).hasSize(count).allMatch(event -> event.getString("failure") != null);
            assertThat(flight.latin1())
                    .contains("DELETE /datasets/") // so that what is secret would be found
                    .doesNotContain(secret, basic, basic("bob", secret));
        }
    }

    private static String basic(String user, String password) {
        return Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String json(String error) {
        return "{\"errors\":[\"" + error + "\"]}";
    }

    @Test
    void describesItself() throws IOException {
        try (Flight flight = new Flight(directory);
                RawServer server = healthy();
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            flink.overview();
            assertThat(only("Request", flight.land())).hasSize(1);
            List<EventType> types =
                    FlightRecorder.getFlightRecorder().getEventTypes().stream()
                            .filter(type -> type.getName().startsWith("flinkrest."))
                            .toList();
            assertThat(types.stream().map(EventType::getLabel).collect(Collectors.toSet()))
                    .isEqualTo(Set.of("Request", "Retry", "Failover", "Upload", "Operation"));
            for (EventType type : types) {
                assertThat(type.getCategoryNames()).containsExactly("Flink REST Client");
                assertThat(type.getDescription()).isNotBlank();
                assertThat(type.getFields())
                        .filteredOn(field -> !OF_THE_RECORDER.contains(field.getName()))
                        .allSatisfy(
                                field -> {
                                    assertThat(field.getLabel()).isNotBlank();
                                    assertThat(field.getDescription()).isNotBlank();
                                });
            }
        }
    }
}
