package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.reply;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final String PASSWORD = "not-to-be-printed-pässwörd";
    private static final String TOKEN = "not-to-be-printed-token";
    private static final String UNAUTHORIZED = reply("401 Unauthorized", "text/plain", "who?");

    private final List<String> heads = new CopyOnWriteArrayList<>();

    private RawServer recording() throws IOException {
        return new RawServer(
                (request, socket) -> {
                    heads.add(request.head());
                    write(socket, ok(OVERVIEW));
                });
    }

    /** Takes one token only. */
    private RawServer wanting(String token) throws IOException {
        return new RawServer(
                (request, socket) -> {
                    heads.add(request.head());
                    boolean right =
                            request.head().contains("Authorization: Bearer " + token + "\r\n");
                    write(socket, right ? ok(OVERVIEW) : UNAUTHORIZED);
                });
    }

    private static FlinkRestClientBuilder of(RawServer server) {
        return FlinkRestClient.builder().url(server.uri());
    }

    @Test
    void sendsUserAndPasswordUnasked() throws IOException {
        String expected =
                Base64.getEncoder()
                        .encodeToString(("ann:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        try (RawServer server = recording();
                FlinkRestClient flink = of(server).basicAuth("ann", PASSWORD).build()) {
            flink.overview();
            assertThat(heads).hasSize(1);
            assertThat(heads.get(0)).contains("\r\nAuthorization: Basic " + expected + "\r\n");
        }
    }

    @Test
    void fetchesATokenOnceAndAnewWhenItIsRefused() throws IOException {
        Deque<String> tokens = new ArrayDeque<>(List.of("old", TOKEN));
        AtomicInteger asked = new AtomicInteger();
        try (RawServer server = wanting(TOKEN);
                FlinkRestClient flink =
                        of(server)
                                .bearerToken(
                                        () -> {
                                            asked.incrementAndGet();
                                            return tokens.remove();
                                        })
                                .build()) {
            flink.overview();
            flink.deleteCluster();
            assertThat(asked).hasValue(2);
            assertThat(server.requests)
                    .containsExactly(
                            "GET /overview HTTP/1.1",
                            "GET /overview HTTP/1.1",
                            "DELETE /cluster HTTP/1.1");
        }
    }

    @Test
    void sendsAWriteAgainWithAnotherToken() throws IOException {
        Deque<String> tokens = new ArrayDeque<>(List.of("old", TOKEN));
        try (RawServer server = wanting(TOKEN);
                FlinkRestClient flink = of(server).bearerToken(tokens::remove).build()) {
            flink.deleteCluster();
            assertThat(server.requests).hasSize(2);
        }
    }

    @Test
    void givesUpWhenTheNewTokenIsRefusedToo() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (RawServer server = wanting("another");
                FlinkRestClient flink =
                        of(server).bearerToken(() -> TOKEN + asked.incrementAndGet()).build()) {
            assertThatExceptionOfType(ServerErrorException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining("wants other credentials")
                    .satisfies(e -> assertThat(e.status()).isEqualTo(401))
                    .satisfies(e -> assertThat(e.toString()).doesNotContain(TOKEN));
            assertThat(asked).hasValue(2);
            assertThat(server.requests).hasSize(2);
        }
    }

    @Test
    void takesNoForAnAnswerWhereThereIsNothingElseToTry() throws IOException {
        try (RawServer server = wanting("another");
                FlinkRestClient flink = of(server).bearerToken(TOKEN).build()) {
            assertThatExceptionOfType(ServerErrorException.class).isThrownBy(flink::overview);
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void addsHeadersThatDifferFromRequestToRequest() throws IOException {
        AtomicInteger count = new AtomicInteger();
        try (RawServer server = recording();
                FlinkRestClient flink =
                        of(server)
                                .header("X-Team", "blue")
                                .header("x-kind", "fixed")
                                .headers(
                                        () ->
                                                Map.of(
                                                        "X-Kind",
                                                        "own",
                                                        "X-Count",
                                                        "" + count.incrementAndGet()))
                                .build()) {
            flink.overview();
            flink.overview();
            assertThat(heads.get(0)).contains("X-Team: blue\r\n", "X-Count: 1\r\n", "own\r\n");
            assertThat(heads.get(0)).doesNotContain("fixed");
            assertThat(heads.get(1)).contains("X-Team: blue\r\n", "X-Count: 2\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nHost: evil", "a\nb", "a\rb", "a\0b", "\u007f", "\u0142"})
    void refusesHeadersThatWouldBreakARequest(String value) throws IOException {
        FlinkRestClientBuilder builder = FlinkRestClient.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.header("X-Team", value))
                .withMessageContaining("the header X-Team holds a line break")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(value));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.header(value, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.bearerToken(value));
        try (RawServer server = recording();
                FlinkRestClient flink = of(server).headers(() -> Map.of("X-Team", value)).build()) {
            assertThatIllegalArgumentException().isThrownBy(flink::overview);
            assertThat(server.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "Proxy-Authorization"})
    void leavesToTheClientWhatIsItsOwn(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlinkRestClient.builder().header(name, "x"))
                .withMessageContaining("set by the client itself");
    }

    @Test
    void refusesCredentialsThatCannotTravel() {
        FlinkRestClientBuilder builder = FlinkRestClient.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.basicAuth("a:b", "c"))
                .withMessageContaining("colon");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.basicAuth("ann", PASSWORD + "\n"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(PASSWORD));
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                builder.url("http://localhost:1")
                                        .header("authorization", "x")
                                        .bearerToken(TOKEN)
                                        .build())
                .withMessageContaining("expected one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.url("http://ann:" + PASSWORD + "@localhost:1"))
                .withMessageContaining("holds a user or password")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(PASSWORD));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.url("http://ann:secret not-to-be-printed@localhost:1"))
                .withMessageContaining("is no URL")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
        for (String mistyped :
                List.of("ann:" + PASSWORD + "@jm:8081", "http:ann:" + PASSWORD + "@a")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.url(mistyped))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(PASSWORD));
        }
    }

    @Test
    void goToNoOtherHost() throws IOException {
        try (RawServer other = recording();
                RawServer server =
                        RawServer.replying(
                                "HTTP/1.1 302 Found\r\nLocation: "
                                        + other.uri()
                                        + "/overview\r\nContent-Length: 0\r\n\r\n");
                FlinkRestClient flink = of(server).bearerToken(TOKEN).build()) {
            assertThatExceptionOfType(ServerErrorException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining("redirects");
            assertThat(other.requests).isEmpty();
        }
    }

    @Test
    void keepsNoCookies() throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    heads.add(request.head());
                                    write(
                                            socket,
                                            ok(OVERVIEW)
                                                    .replace(
                                                            "\r\n\r\n",
                                                            "\r\nSet-Cookie: a=b\r\n\r\n"));
                                });
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            flink.overview();
            flink.overview();
            assertThat(heads.get(1)).doesNotContain("Cookie");
        }
    }
}
