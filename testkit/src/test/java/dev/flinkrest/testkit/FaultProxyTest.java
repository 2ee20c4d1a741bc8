package dev.flinkrest.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class FaultProxyTest {
    private static final String REQUEST =
            "POST /run HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";

    /** What the server got. */
    private final List<String> got = new CopyOnWriteArrayList<>();

    private HttpServer server;
    private boolean chunked;
    private String reply = "world, and more of it";
    private CountDownLatch answered = new CountDownLatch(1);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    got.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    byte[] body = reply.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(
                            200, chunked ? 0 : body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                    answered.countDown();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private FaultProxy proxy(FaultPlan plan) {
        return FaultProxy.start(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), plan);
    }

    private static Socket connect(FaultProxy proxy) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.uri().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    }

    private static String readTo(Socket socket, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (!read.toString().endsWith(end)) {
            int b = socket.getInputStream().read();
            assertThat(b).as("after %s", read).isNotNegative();
            read.append((char) b);
        }
        return read.toString();
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    @Test
    void passesOnOneRequestAfterTheOther() throws IOException {
        try (FaultProxy proxy = proxy(FaultPlan.none());
                Socket socket = connect(proxy)) {
            send(socket, REQUEST);
            assertThat(readTo(socket, "more of it")).startsWith("HTTP/1.1 200 OK\r\n");
            chunked = true;
            send(socket, "POST /run HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            send(socket, "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");
            assertThat(readTo(socket, "\r\n0\r\n\r\n")).contains("world, and more of it");
            assertThat(got).containsExactly("hello", "abcde");
            assertThat(proxy.incidents()).isEmpty();
        }
    }

    @Test
    void losesTheRequest() throws IOException {
        try (FaultProxy proxy = proxy(FaultPlan.script(Fault.RESET_BEFORE_REQUEST));
                Socket socket = connect(proxy)) {
            send(socket, REQUEST);
            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(() -> socket.getInputStream().read());
            assertThat(got).isEmpty();
            assertThat(proxy.incidents())
                    .containsExactly(
                            new FaultProxy.Incident(
                                    "POST /run HTTP/1.1", Fault.RESET_BEFORE_REQUEST));
        }
    }

    @Test
    void closesWhileTheServerWorks() throws Exception {
        try (FaultProxy proxy = proxy(FaultPlan.script(Fault.CUT_AFTER_REQUEST));
                Socket socket = connect(proxy)) {
            send(socket, REQUEST);
            assertThat(readAll(socket)).isEmpty();
            assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(got).containsExactly("hello");
        }
    }

    @Test
    void losesTheReplyOrHalfOfIt() throws Exception {
        FaultPlan plan =
                FaultPlan.script(Fault.CUT_BEFORE_REPLY, Fault.CUT_IN_REPLY, Fault.RESET_IN_REPLY);
        try (FaultProxy proxy = proxy(plan)) {
            try (Socket socket = connect(proxy)) {
                send(socket, REQUEST);
                assertThat(readAll(socket)).isEmpty();
            }
            try (Socket socket = connect(proxy)) {
                send(socket, REQUEST);
                assertThat(readAll(socket)).startsWith("HTTP/1.1 200").doesNotContain("world");
            }
            try (Socket socket = connect(proxy)) {
                send(socket, REQUEST);
                assertThatExceptionOfType(SocketException.class).isThrownBy(() -> readAll(socket));
            }
            assertThat(got).hasSize(3);
        }
    }

    /** Sends one request, and returns all that comes back until the connection is closed. */
    private String answer(Fault fault) throws IOException {
        try (FaultProxy proxy = proxy(FaultPlan.script(fault));
                Socket socket = connect(proxy)) {
            send(socket, REQUEST);
            return readAll(socket);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void breaksOffWithinTheBody(boolean inChunks) throws IOException {
        chunked = inChunks;
        assertThat(answer(Fault.CUT_IN_BODY))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .endsWith("\r\nContent-Length: 21\r\n\r\nworld, and")
                .doesNotContainIgnoringCase("chunked");
        assertThat(got).containsExactly("hello");
        assertThat(Fault.CUT_IN_BODY.reachesServer()).isTrue();
    }

    @Test
    void breaksOffWithinABodyThatIsEmpty() throws IOException {
        reply = "";
        assertThat(answer(Fault.CUT_IN_BODY)).endsWith("\r\nContent-Length: 1\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void promisesMoreThanComes(boolean inChunks) throws IOException {
        chunked = inChunks;
        assertThat(answer(Fault.WRONG_LENGTH))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .endsWith("\r\nContent-Length: 121\r\n\r\nworld, and more of it")
                .doesNotContainIgnoringCase("chunked");
        assertThat(got).containsExactly("hello");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void spoilsTheSizeOfAChunk(boolean inChunks) throws IOException {
        chunked = inChunks;
        assertThat(answer(Fault.BROKEN_CHUNK))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .endsWith("\r\nTransfer-Encoding: chunked\r\n\r\na\r\nworld, and\r\nno size\r\n")
                .doesNotContainIgnoringCase("content-length");
        assertThat(got).containsExactly("hello");
        reply = "";
        assertThat(answer(Fault.BROKEN_CHUNK))
                .endsWith("\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    TRUNCATED_JSON      | 200 | true  | world, and
                    EMPTY_OK            | 200 | true  | ``
                    HTML_OK             | 200 | true  | <html><head><title>Log in
                    HTML_BAD_GATEWAY    | 502 | false | <html><head><title>502 Bad Gateway
                    SERVICE_UNAVAILABLE | 503 | false | {"errors":["Service temporarily unavailable due to an
                    TOO_MANY_REQUESTS   | 429 | false | Too many requests
                    """)
    void answersInFullWhatIsNotTheServersReply(
            Fault fault, int status, boolean reachesServer, String body) throws IOException {
        assertThat(fault.reachesServer()).isEqualTo(reachesServer);
        try (FaultProxy proxy = proxy(FaultPlan.script(fault));
                Socket socket = connect(proxy)) {
            send(socket, REQUEST);
            String head = readTo(socket, "\r\n\r\n");
            assertThat(head)
                    .startsWith("HTTP/1.1 " + status + " ")
                    .matches(text -> text.contains("text/html") == fault.name().startsWith("HTML"))
                    .matches(text -> text.contains("Retry-After: 1\r\n") == (status == 429));
            int length = Integer.parseInt(head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
            assertThat(new String(socket.getInputStream().readNBytes(length), ISO_8859_1))
                    .hasSize(length)
                    .startsWith(body);
            assertThat(got).hasSize(reachesServer ? 1 : 0);
            send(socket, REQUEST); // the connection stays
            assertThat(readTo(socket, "more of it")).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @Test
    void answersOneByteASecond() throws IOException {
        try (FaultProxy proxy = proxy(FaultPlan.script(Fault.TRICKLE));
                Socket socket = connect(proxy)) {
            send(socket, REQUEST);
            readTo(socket, "H");
            long first = System.nanoTime();
            readTo(socket, "TT");
            assertThat(Duration.ofNanos(System.nanoTime() - first))
                    .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(4));
        }
    }

    @Test
    void forgetsWhatHappened() throws IOException {
        try (FaultProxy proxy = proxy(FaultPlan.script(Fault.CUT_BEFORE_REPLY));
                Socket socket = connect(proxy)) {
            send(socket, REQUEST);
            assertThat(readAll(socket)).isEmpty();
            assertThat(proxy.incidents()).hasSize(1);
            proxy.forgetIncidents();
            assertThat(proxy.incidents()).isEmpty();
        }
    }

    @Test
    void refusesConnections() {
        try (RefusedPort port = RefusedPort.take()) {
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(ConnectException.class)
                        .isThrownBy(() -> port.uri().toURL().openStream())
                        .withMessageContaining("refused");
            }
        }
    }

    @Test
    void delays() throws IOException {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/flink");
        long begun = System.nanoTime();
        try (FaultProxy proxy =
                        FaultProxy.start(
                                () -> address,
                                FaultPlan.script(Fault.DELAY),
                                Duration.ofMillis(300));
                Socket socket = connect(proxy)) {
            assertThat(proxy.uri().getPath()).isEqualTo("/flink");
            send(socket, REQUEST);
            readTo(socket, "more of it");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(ms(300));
        }
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void strikesAtRandomAsOftenAsToldAndTheSameWayForTheSameSeed() {
        List<Fault> faults = strikes(FaultPlan.random(7, 1 / 3d, Fault.DELAY, Fault.CUT_IN_REPLY));
        assertThat(faults).filteredOn(fault -> fault != Fault.NONE).hasSizeBetween(900, 1100);
        assertThat(faults).filteredOn(fault -> fault == Fault.DELAY).hasSizeBetween(430, 570);
        assertThat(strikes(FaultPlan.random(7, 1 / 3d, Fault.DELAY, Fault.CUT_IN_REPLY)))
                .isEqualTo(faults);
    }

    private static List<Fault> strikes(FaultPlan plan) {
        return Stream.generate(() -> plan.next("GET / HTTP/1.1")).limit(3000).toList();
    }

    @Test
    void strikesSomeRequestsOnly() {
        FaultPlan plan = FaultPlan.script(Fault.DELAY).on(line -> line.startsWith("POST"));
        assertThat(plan.next("GET / HTTP/1.1")).isEqualTo(Fault.NONE);
        assertThat(plan.next("POST / HTTP/1.1")).isEqualTo(Fault.DELAY);
        assertThat(plan.next("POST / HTTP/1.1")).isEqualTo(Fault.NONE);
    }

    @Test
    void refusesPlansThatSayNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultPlan.random(1, 1.5, Fault.DELAY))
                .withMessage("share is 1.5; expected 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultPlan.random(1, 1))
                .withMessage("faults are none; expected at least one");
    }
}
