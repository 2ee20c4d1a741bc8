package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.reply;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedReadTest {

    /** Answers the first requests with something else than the overview. */
    private static RawServer after(int failures, String failure) throws IOException {
        AtomicInteger count = new AtomicInteger();
        return new RawServer(
                (request, socket) ->
                        send(socket, count.getAndIncrement() < failures ? failure : ok(OVERVIEW)));
    }

    private static void send(Socket socket, String reply) throws IOException {
        if (reply.isEmpty()) {
            socket.close();
        } else {
            write(socket, reply);
        }
    }

    private static String failure(String status) {
        return reply(status, "application/json", "{\"errors\":[\"not now\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "502 Bad Gateway",
                "503 Service Unavailable",
                "504 Gateway Timeout",
                "429 Too Many Requests"
            })
    void readsAgainUntilTheServerAnswers(String status) throws IOException {
        try (RawServer server = after(4, failure(status));
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            assertThat(server.requests).hasSize(5);
        }
    }

    @Test
    void readsAgainWhatRendersItselfAnew() throws IOException {
        String cancelled =
                reply(
                        "500 Internal Server Error",
                        "application/json",
                        "{\"errors\":[\"Internal server error.\",\"<Exception on server side:\\n"
                                + "java.util.concurrent.CancellationException\\n\\tat java.base/"
                                + "java.util.concurrent.CompletableFuture.cancel(CompletableFuture.java:2396)\\n"
                                + "\\nEnd of exception on server side>\"]}");
        try (RawServer server = after(1, cancelled);
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
        }
    }

    @Test
    void handsOutTheLastReplyAsItCame() throws IOException {
        try (RawServer server = after(9, failure("503 Service Unavailable"));
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            assertThat(flink.exchange(ClusterEndpoints.OVERVIEW.with()).text())
                    .isEqualTo("{\"errors\":[\"not now\"]}");
            assertThat(server.requests).hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 Bad Request", "404 Not Found", "500 Internal Server Error"})
    void takesAnAnswerForAnAnswer(String status) throws IOException {
        try (RawServer server = after(1, failure(status));
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            assertThatExceptionOfType(ServerErrorException.class).isThrownBy(flink::overview);
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void waitsAsLongAsTheServerWants() throws IOException {
        String later =
                failure("429 Too Many Requests").replace("\r\n\r\n", "\r\nRetry-After: 1\r\n\r\n");
        try (RawServer server = after(1, later);
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            long begun = System.nanoTime();
            flink.overview();
            assertThat(System.nanoTime() - begun)
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
        }
    }

    @Test
    void doesNotWaitBeyondItsOwnTime() throws IOException {
        String later =
                failure("429 Too Many Requests")
                        .replace("\r\n\r\n", "\r\nRetry-After: 3600\r\n\r\n");
        try (RawServer server = after(1, later);
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(flink::overview)
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse())
                    .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofHours(1)));
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void endsWithTheDeadlineOfTheCall() throws IOException {
        try (RawServer server = after(99, "");
                FlinkRestClient flink =
                        FlinkRestClient.connect(server.uri())
                                .with(CallOptions.NONE.withCallTimeout(Duration.ofMillis(300)))) {
            long begun = System.nanoTime();
            assertThatExceptionOfType(FlinkRestException.class).isThrownBy(flink::overview);
            assertThat(System.nanoTime() - begun).isLessThan(Duration.ofSeconds(2).toNanos());
            assertThat(server.requests).hasSizeBetween(2, 4);
        }
    }

    @Test
    void sendsAWriteAgainOnlyIfItWasNotActedOn() throws IOException {
        try (RawServer server = after(1, failure("429 Too Many Requests"));
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            flink.deleteCluster();
            assertThat(server.requests).hasSize(2);
        }
        for (String status : new String[] {"503 Service Unavailable", "502 Bad Gateway"}) {
            try (RawServer server = after(1, failure(status));
                    FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
                assertThatExceptionOfType(ServerErrorException.class)
                        .isThrownBy(flink::deleteCluster)
                        .satisfies(e -> assertThat(e.maybeSent()).isTrue());
                assertThat(server.requests).hasSize(1);
            }
        }
    }
}
