package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.reply;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.Response;
import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a call when the server, or what stands before it, is not at its best. */
@Timeout(30)
class CallTest {
    private static FlinkRestClient client(RawServer server) {
        return FlinkRestClient.connect(server.uri());
    }

    @Test
    void decodesAReplyAndKeepsTheConnection() throws IOException {
        try (RawServer server = RawServer.replying(ok(OVERVIEW));
                FlinkRestClient flink = client(server)) {
            for (int i = 0; i < 20; i++) {
                assertThat(flink.overview().slotsAvailable()).isEqualTo(6);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void putsThePathPrefixBeforeEveryPath() throws IOException {
        try (RawServer server = RawServer.replying(ok(OVERVIEW));
                FlinkRestClient flink =
                        FlinkRestClient.connect(server.uri().resolve("/flink/prod/"))) {
            flink.overview();
            assertThat(server.requests).containsExactly("GET /flink/prod/overview HTTP/1.1");
        }
    }

    @Test
    void handsOutTheReplyAsItCame() throws IOException {
        String error =
                reply(
                        "503 Service Unavailable",
                        "application/json",
                        "{\"errors\":[\"leader election\"]}");
        try (RawServer server = RawServer.replying(error);
                FlinkRestClient flink = client(server)) {
            Response<?> response = flink.exchange(ClusterEndpoints.OVERVIEW.with());
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.text()).isEqualTo("{\"errors\":[\"leader election\"]}");
            assertThat(response.headers()).containsKey("CONTENT-TYPE");
            assertThatExceptionOfType(UnavailableException.class).isThrownBy(response::decode);
        }
    }

    @Test
    void saysThatNothingListens() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        try (FlinkRestClient flink = FlinkRestClient.connect(nobody)) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining("GET /overview: cannot connect to " + nobody)
                    .withMessageContaining("is Flink running there?")
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse());
        }
    }

    @Test
    void saysThatTheHostIsUnknown() {
        try (FlinkRestClient flink = FlinkRestClient.get("no-such-host.invalid", 8081)) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining(
                            "the host of http://no-such-host.invalid:8081 is not known")
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse());
        }
    }

    @Test
    void saysThatTheConnectionBrokeOffWithinTheReply() throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    write(
                                            socket,
                                            "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"taskmanagers\":1,");
                                    socket.close();
                                });
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining("broke off")
                    .satisfies(e -> assertThat(e.maybeSent()).isTrue());
        }
    }

    @Test
    void readsAgainOnceWhenAKeptConnectionTurnsOutClosed() throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    if (request.numberOnConnection() == 1) {
                                        socket.close();
                                        return;
                                    }
                                    write(socket, ok(OVERVIEW));
                                });
                FlinkRestClient flink = client(server)) {
            flink.overview();
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            assertThat(server.requests).hasSize(3);
        }
    }

    @Test
    void readsAgainFourTimesWhenNewConnectionsAreClosed() throws IOException {
        try (RawServer server = new RawServer((request, socket) -> socket.close());
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining("closed the connection without an answer");
            assertThat(server.requests).hasSize(5);
        }
    }

    @Test
    void opensAStreamAgainOnceWhenAKeptConnectionTurnsOutClosed() throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    if (request.numberOnConnection() == 1) {
                                        socket.close();
                                        return;
                                    }
                                    write(socket, ok(OVERVIEW));
                                });
                FlinkRestClient flink = client(server)) {
            flink.overview();
            try (InputStream log = flink.jobManager().getLog("x").open()) {
                assertThat(log.readAllBytes()).hasSize(OVERVIEW.length());
            }
            assertThat(server.requests).hasSize(3);
        }
    }

    @Test
    void neverRepeatsAWrite() throws IOException {
        try (RawServer server = new RawServer((request, socket) -> socket.close());
                FlinkRestClient flink = client(server)) {
            JobId job = JobId.random();
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> flink.jobs().terminate(job))
                    .withMessageContaining("closed the connection without an answer")
                    .satisfies(e -> assertThat(e.maybeSent()).isTrue());
            assertThat(server.requests)
                    .containsExactly("PATCH /jobs/" + job + "?mode=cancel HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"301 Moved Permanently", "302 Found", "307 -", "308 -"})
    void doesNotFollowARedirectButSaysWhereToConnect(String status) throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, socket) ->
                                        write(
                                                socket,
                                                "HTTP/1.1 "
                                                        + status
                                                        + "\r\nLocation: https://flink.example:8081"
                                                        + request.line()
                                                                .replaceAll("^\\S+ | \\S+$", "")
                                                        + "\r\nContent-Length: 0\r\n\r\n"));
                FlinkRestClient flink =
                        FlinkRestClient.connect(server.uri().resolve("/flink/prod"))) {
            String sentence =
                    "answered "
                            + status.substring(0, 3)
                            + ": the server at flink.example:8081 speaks https; connect to"
                            + " https://flink.example:8081/flink/prod";
            assertThatExceptionOfType(ServerErrorException.class)
                    .isThrownBy(flink::overview)
                    .withMessage("GET /overview " + sentence);
            assertThatExceptionOfType(ServerErrorException.class)
                    .isThrownBy(() -> flink.jobs().terminate(JobId.random()))
                    .withMessage("PATCH /jobs/:jobid " + sentence);
            Response<?> response = flink.exchange(ClusterEndpoints.OVERVIEW.with());
            assertThat(response.headers().get("location"))
                    .containsExactly("https://flink.example:8081/flink/prod/overview");
            assertThatExceptionOfType(ServerErrorException.class)
                    .isThrownBy(response::decode)
                    .withMessage("GET /overview " + sentence);
            assertThat(server.requests).hasSize(3);
        }
    }

    @Test
    void sendsInTheBackground() throws Exception {
        try (RawServer server = RawServer.replying(ok(OVERVIEW));
                FlinkRestClient flink = client(server)) {
            assertThat(
                            flink.sendAsync(ClusterEndpoints.OVERVIEW.with())
                                    .get(5, TimeUnit.SECONDS)
                                    .jobsCancelled())
                    .isEqualTo(3);
        }
    }

    @Test
    void readsAReplyWhoseLengthIsTheConnectionsEnd() throws IOException {
        try (RawServer server = new RawServer((request, socket) -> closeAfter(socket, OVERVIEW));
                FlinkRestClient flink = client(server)) {
            assertThat(flink.overview().flinkVersion()).isEqualTo("2.3.0");
            assertThat(flink.overview().flinkVersion()).isEqualTo("2.3.0");
        }
    }

    private static void closeAfter(Socket socket, String body) throws IOException {
        write(
                socket,
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
                        + body);
        socket.close();
    }
}
