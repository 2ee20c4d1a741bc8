package dev.flinkrest;

import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.DecodingException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What ends a reply in the midst of a list keeps its name: the mapper wraps what the stream throws
 * there.
 */
@Timeout(30)
class BrokenListTest {
    private static final String HALF =
            "{\"jobs\":[{\"id\":\"02b969df26f8f7bc553b3fde61895c07\",\"status\":\"RUNNING\"},{\"id\":";

    private static void half(java.net.Socket socket) throws IOException {
        write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + HALF);
    }

    private static RawServer stuck(CountDownLatch arrived) throws IOException {
        return new RawServer(
                (request, socket) -> {
                    half(socket);
                    arrived.countDown();
                    Thread.sleep(20_000);
                });
    }

    @Test
    void aDeadline() throws IOException {
        try (RawServer server = stuck(new CountDownLatch(1));
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            CallOptions options = CallOptions.NONE.withCallTimeout(Duration.ofMillis(300));
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> flink.with(options).jobs().all());
        }
    }

    @Test
    void silence() throws IOException {
        try (RawServer server = stuck(new CountDownLatch(1));
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(server.uri())
                                .callOptions(
                                        CallOptions.NONE.withResponseTimeout(
                                                Duration.ofMillis(300)))
                                .build()) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> flink.jobs().all())
                    .withMessageContaining("was silent for PT0.3S");
        }
    }

    @Test
    void aBrokenConnection() throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    half(socket);
                                    socket.close();
                                });
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> flink.jobs().all())
                    .withMessageContaining("broke off");
        }
    }

    @Test
    void aReplyOverTheLimit() throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    String text = HALF + "\"" + "0".repeat(50_000);
                                    write(
                                            socket,
                                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                                    + Integer.toHexString(text.length())
                                                    + "\r\n"
                                                    + text
                                                    + "\r\n");
                                    Thread.sleep(20_000);
                                });
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            assertThatExceptionOfType(DecodingException.class)
                    .isThrownBy(
                            () ->
                                    flink.with(CallOptions.NONE.withMaxReplyBytes(1_000))
                                            .jobs()
                                            .all())
                    .withMessageContaining("raise maxReplyBytes to allow it");
        }
    }

    @Test
    void anInterruptAndAClosedClient() throws Exception {
        CountDownLatch arrived = new CountDownLatch(2);
        try (RawServer server = stuck(arrived)) {
            FlinkRestClient flink = FlinkRestClient.connect(server.uri());
            CompletableFuture<FlinkRestException> interrupted = new CompletableFuture<>();
            CompletableFuture<FlinkRestException> closed = new CompletableFuture<>();
            Thread caller = start(flink, interrupted);
            start(flink, closed);
            arrived.await();
            caller.interrupt();
            assertThat(interrupted.get(5, TimeUnit.SECONDS))
                    .isInstanceOf(InterruptedCallException.class);
            flink.close();
            assertThat(closed.get(5, TimeUnit.SECONDS))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("the client was closed during the call");
        }
    }

    private static Thread start(
            FlinkRestClient flink, CompletableFuture<FlinkRestException> thrown) {
        Thread caller =
                new Thread(
                        () -> {
                            try {
                                flink.jobs().all();
                            } catch (FlinkRestException e) {
                                thrown.complete(e);
                            }
                        });
        caller.start();
        return caller;
    }

    @Test
    void aThreadThatIsInterruptedAlready() throws IOException {
        try (RawServer server = RawServer.replying(RawServer.ok("{\"jobs\":[]}"));
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            for (int i = 0; i < 2; i++) {
                Thread.currentThread().interrupt();
                assertThatExceptionOfType(InterruptedCallException.class)
                        .isThrownBy(() -> flink.jobs().all());
                assertThat(Thread.interrupted()).isTrue();
                assertThat(flink.jobs().all()).isEmpty();
            }
        }
    }
}
