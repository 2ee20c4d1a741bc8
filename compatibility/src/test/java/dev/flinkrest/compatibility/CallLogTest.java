package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.rest.CallListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the client logs of calls, at which level, and that it never logs a secret. */
@Timeout(60)
class CallLogTest {
    private static final Logger LOGGER = Logger.getLogger("dev.flinkrest");
    private static final String OVERVIEW = "{\"slots-total\":8,\"flink-version\":\"2.3.0\"}";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord line) {
                    lines.add(line.getLevel() + " " + line.getMessage());
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        handler.setLevel(Level.ALL);
        LOGGER.addHandler(handler);
        LOGGER.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(handler);
        LOGGER.setUseParentHandlers(true);
        LOGGER.setLevel(null);
    }

    /** Answers with the statuses in turn, with the last of them for good. */
    private static final class Server implements AutoCloseable {
        private final HttpServer http;

        Server(int... statuses) throws IOException {
            AtomicInteger asked = new AtomicInteger();
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext(
                    "/",
                    exchange -> {
                        int status =
                                statuses[Math.min(asked.getAndIncrement(), statuses.length - 1)];
                        String shouted =
                                "{\"errors\":[\"" + exchange.getRequestHeaders().values() + "\"]}";
                        byte[] body =
                                (status == 200 ? OVERVIEW : shouted)
                                        .getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().set("content-type", "application/json");
                        exchange.sendResponseHeaders(status, body.length);
                        exchange.getResponseBody().write(body);
                        exchange.close();
                    });
            http.start();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }

    @Test
    void hasALineForEachRequestAndRepetitionAtDebug() throws IOException {
        LOGGER.setLevel(Level.FINE);
        try (Server server = new Server(503, 200);
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(server.uri() + "/prod/")
                                .requestIds("X-Request-Id", () -> "a1")
                                .build()) {
            flink.send(ClusterEndpoints.OVERVIEW.with().query("x", "{0}"));
            String line = "FINE GET " + server.uri() + "/prod/overview?x=%7B0%7D";
            assertThat(lines).hasSize(3);
            assertThat(lines.get(0))
                    .startsWith(line + ", X-Request-Id a1: 503, ")
                    .matches(".* bytes, UnavailableException in [0-9.]+ ms");
            assertThat(lines.get(1))
                    .startsWith(line + ", X-Request-Id a1: UnavailableException; sent again in ")
                    .matches(".* [0-9]+ ms");
            assertThat(lines.get(2))
                    .startsWith(
                            line
                                    + ", attempt 2, X-Request-Id a1: 200, "
                                    + OVERVIEW.length()
                                    + " bytes in ");
        }
    }

    @Test
    void isEmptyAtInfoWhileAllIsWell() throws IOException {
        LOGGER.setLevel(Level.INFO);
        try (Server server = new Server(503, 200, 404);
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            flink.overview();
            assertThatExceptionOfType(FlinkRestException.class).isThrownBy(flink::overview);
            assertThat(lines).isEmpty();
        }
    }

    @Test
    void saysOnceThatAnotherServerIsAskedUntilOneAnswers() throws IOException {
        LOGGER.setLevel(Level.INFO);
        try (Server first = new Server(502, 502, 502, 200, 502, 502);
                Server second = new Server(502, 502, 502, 502, 200);
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .urls(List.of(first.uri(), second.uri()))
                                .build()) {
            flink.overview(); // after three rounds
            assertThat(lines)
                    .containsExactly(
                            "INFO GET "
                                    + first.uri()
                                    + "/overview: ServerErrorException; from now on "
                                    + second.uri()
                                    + " is asked");
            flink.overview(); // has to search again
            assertThat(lines).hasSize(2);
        }
    }

    @Test
    void warnsOfAListenerThatThrows() throws IOException {
        LOGGER.setLevel(Level.INFO);
        CallListener throwing =
                new CallListener() {
                    @Override
                    public void onRequest(RequestEvent event) {
                        throw new IllegalStateException("its own fault");
                    }
                };
        try (Server server = new Server(200);
                FlinkRestClient flink =
                        FlinkRestClient.builder().url(server.uri()).listener(throwing).build()) {
            flink.overview();
            assertThat(lines).containsExactly("WARNING A listener to calls has thrown");
        }
    }

    @Test
    void holdsNoHeaderAndNoBody() throws IOException {
        LOGGER.setLevel(Level.ALL);
        String secret = "not-to-be-printed";
        try (Server server = new Server(502, 503, 500, 404, 200);
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(server.uri())
                                .bearerToken(secret)
                                .headers(() -> Map.of("X-Key", secret))
                                .build()) {
            assertThatExceptionOfType(FlinkRestException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining(secret); // so the server does shout it back
            assertThatExceptionOfType(FlinkRestException.class).isThrownBy(flink::overview);
            flink.overview();
            assertThat(lines).hasSize(7).noneMatch(line -> line.contains(secret));
        }
    }

    /** Makes one call, in a process of its own. */
    static final class OneCall {
        private OneCall() {}

        public static void main(String[] args) {
            try (FlinkRestClient flink = FlinkRestClient.connect(URI.create(args[0]))) {
                System.out.println(flink.overview().slotsTotal() + " slots");
            }
        }
    }

    /** The recorder takes longer to get ready than a call, and stays in memory. */
    @Test
    void leavesTheFlightRecorderAloneWhereNobodyRecords() throws Exception {
        try (Server server = new Server(200)) {
            assertThat(classesLoadedBy(server))
                    .contains("8 slots", "jdk.jfr.FlightRecorder ")
                    .doesNotContain("jdk.jfr.internal.", "JfrRequest");
            assertThat(classesLoadedBy(server, "-XX:StartFlightRecording"))
                    .contains("8 slots", "jdk.jfr.internal.", "JfrRequest");
        }
    }

    private static String classesLoadedBy(Server server, String... options) throws Exception {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-Xlog:class+load", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(OneCall.class.getName(), server.uri().toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String printed =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }
}
