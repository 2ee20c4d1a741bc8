package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.TlsOptions;
import dev.flinkrest.rest.TlsVersion;
import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client speaks TLS: versions, kept connections, and what ends a handshake. */
class TlsTest extends TlsFixture {
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void keepsItsConnections(String version) throws Exception {
        try (RawServer server = server(here, version);
                FlinkRestClient flink = client(server.uri(), trusting())) {
            for (int i = 0; i < 5; i++) {
                assertThat(flink.overview().slotsTotal()).isEqualTo(8);
                flink.jobs().terminate(JobId.random());
            }
            assertThat(server.requests).hasSize(10);
            assertThat(server.connections()).as("one to read, one to write").isEqualTo(2);
        }
    }

    @Test
    void readsAgainOnceWhenAKeptConnectionTurnsOutClosed() throws Exception {
        try (RawServer server =
                        new RawServer(
                                listen(here, BOTH, "127.0.0.1"),
                                (request, socket) -> {
                                    if (request.numberOnConnection() == 1) {
                                        socket.close();
                                        return;
                                    }
                                    write(socket, ok(OVERVIEW));
                                });
                FlinkRestClient flink = client(server.uri(), trusting())) {
            flink.overview();
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            assertThat(server.requests).hasSize(3);
        }
    }

    @Test
    void speaksIpv6() throws Exception {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getAllByName("::1")[0])) {
            assertThat(probe.isBound()).isTrue();
        } catch (SocketException e) {
            assumeTrue(false, "this machine has no IPv6 loopback address: " + e.getMessage());
        }
        List<String> heads = new ArrayList<>();
        try (RawServer server =
                        new RawServer(
                                listen(here, BOTH, "::1"),
                                (request, socket) -> {
                                    heads.add(request.head());
                                    write(socket, ok(OVERVIEW));
                                });
                FlinkRestClient flink = client(server.uri(), trusting())) {
            assertThat(server.uri().toString()).startsWith("https://[::1]:");
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            assertThat(heads.get(0)).contains("Host: " + server.uri().getRawAuthority());
        }
        try (RawServer server =
                new RawServer(
                        listen(authority.issue("flink", "127.0.0.1", "::2"), BOTH, "::1"),
                        (request, socket) -> write(socket, ok(OVERVIEW)))) {
            refuses(
                    client(server.uri(), trusting()),
                    "no TLS connection to " + server.uri(),
                    "not for '::1' but for 0:0:0:0:0:0:0:2, 127.0.0.1");
        }
    }

    @Test
    void refusesOlderVersions() throws Exception {
        try (RawServer server = server(here, "TLSv1.2")) {
            refuses(
                    client(server.uri(), trusting().minimumVersion(TlsVersion.TLS_1_3)),
                    "no TLS connection to " + server.uri(),
                    "it speaks no version of TLS that this client may; see security.ssl.protocol");
        }
        try (RawServer server = server(here, "TLSv1.3");
                FlinkRestClient flink =
                        client(server.uri(), trusting().minimumVersion(TlsVersion.TLS_1_3))) {
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
        }
    }

    @Test
    void saysThatAServerSpeaksNoTls() throws Exception {
        try (RawServer server = new RawServer((request, socket) -> write(socket, ok(OVERVIEW)))) {
            URI https = URI.create("https://127.0.0.1:" + server.uri().getPort());
            CallOptions shortly = CallOptions.NONE.withCallTimeout(Duration.ofSeconds(1));
            try (FlinkRestClient flink =
                    FlinkRestClient.builder().url(https).callOptions(shortly).build()) {
                // it waits for the end of a head that is none
                assertThatExceptionOfType(DeadlineExceededException.class)
                        .isThrownBy(flink::overview)
                        .satisfies(e -> assertThat(e.maybeSent()).isFalse());
            }
        }
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            answer(plain, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            refuses(
                    FlinkRestClient.connect(
                            URI.create("https://127.0.0.1:" + plain.getLocalPort())),
                    "it does not speak TLS there; connect by http://");
        }
    }

    private static void answer(ServerSocket listener, String text) {
        Thread thread =
                new Thread(
                        () -> {
                            try (Socket socket = listener.accept()) {
                                write(socket, text);
                                socket.getInputStream().readAllBytes();
                            } catch (IOException e) {
                                // the client has gone
                            }
                        });
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void refusesToSendUnencryptedWhatShouldBeEncrypted() {
        assertThatIllegalStateException()
                .isThrownBy(() -> client(URI.create("http://127.0.0.1:1"), TlsOptions.builder()))
                .withMessage(
                        "TLS options were set, and 'http://127.0.0.1:1' is not https: nothing would be"
                                + " encrypted");
    }

    @Test
    void endsAtOnceWhenInterruptedInAHandshakeOrAReply() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                FlinkRestClient flink =
                        client(
                                URI.create("https://127.0.0.1:" + mute.getLocalPort()),
                                trusting())) {
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            Thread thread = calling(flink, outcome);
            try (Socket socket = mute.accept()) {
                assertThat(socket.getInputStream().read())
                        .as("a handshake's first byte")
                        .isEqualTo(22);
                thread.interrupt();
                assertThat(outcome.get(20, TimeUnit.SECONDS))
                        .isInstanceOf(InterruptedCallException.class);
            }
        }
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server =
                        new RawServer(
                                listen(here, BOTH, "127.0.0.1"),
                                (request, socket) -> asked.countDown());
                FlinkRestClient flink = client(server.uri(), trusting())) {
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            Thread thread = calling(flink, outcome);
            asked.await();
            thread.interrupt();
            assertThat(outcome.get(20, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            InterruptedCallException.class,
                            e -> assertThat(e.maybeSent()).isTrue());
        }
    }

    private static Thread calling(FlinkRestClient flink, CompletableFuture<Throwable> outcome) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                flink.overview();
                                outcome.complete(new AssertionError("it was answered"));
                            } catch (RuntimeException e) {
                                outcome.complete(e);
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void endsAHandshakeAtTheDeadline() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url("https://127.0.0.1:" + mute.getLocalPort())
                                .tls(trusting().build())
                                .callOptions(
                                        CallOptions.NONE.withCallTimeout(Duration.ofMillis(300)))
                                .build()) {
            assertThatThrownBy(flink::overview)
                    .isInstanceOfSatisfying(
                            DeadlineExceededException.class,
                            e -> assertThat(e.maybeSent()).isFalse());
        }
    }
}
