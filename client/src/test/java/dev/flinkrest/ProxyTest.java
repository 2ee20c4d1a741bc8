package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.reply;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.ProxyOptions;
import dev.flinkrest.rest.TlsOptions;
import dev.flinkrest.support.RawServer;
import dev.flinkrest.support.SocksServer;
import dev.flinkrest.support.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class ProxyTest {
    private static final String PASSWORD = "not-to-be-printed-password";

    private final List<String> heads = new CopyOnWriteArrayList<>();

    private RawServer httpProxy(String reply) throws IOException {
        return new RawServer(
                (request, socket) -> {
                    heads.add(request.head());
                    write(socket, reply);
                });
    }

    private static FlinkRestClientBuilder via(ProxyOptions proxy) {
        return FlinkRestClient.builder().url("http://flink.invalid:8081/prod/").proxy(proxy);
    }

    private static ProxyOptions http(RawServer proxy) {
        return ProxyOptions.http("127.0.0.1", proxy.uri().getPort());
    }

    @Test
    void asksAnHttpProxyForTheWholeUrl() throws IOException {
        try (RawServer proxy = httpProxy(ok(OVERVIEW));
                FlinkRestClient flink = via(http(proxy)).build()) {
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            assertThat(heads.get(0))
                    .startsWith("GET http://flink.invalid:8081/prod/overview HTTP/1.1\r\n")
                    .contains("Host: flink.invalid:8081\r\n")
                    .doesNotContain("Proxy-Authorization");
        }
    }

    @Test
    void provesToAnHttpProxyWhoCalls() throws IOException {
        try (RawServer proxy = httpProxy(ok(OVERVIEW));
                FlinkRestClient flink = via(http(proxy).withCredentials("ann", PASSWORD)).build()) {
            flink.overview();
            assertThat(heads.get(0)).contains("\r\nProxy-Authorization: Basic ");
        }
    }

    @Test
    void opensATunnelForHttpsAndShowsTheProxyNothingElse() throws IOException {
        try (RawServer proxy = httpProxy("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n");
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url("https://flink.invalid:8443")
                                .bearerToken("not-to-be-printed-token")
                                .proxy(http(proxy).withCredentials("ann", PASSWORD))
                                .build()) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(flink::overview)
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse())
                    .withMessageContaining("403");
            assertThat(heads.get(0))
                    .startsWith("CONNECT flink.invalid:8443 HTTP/1.1\r\n")
                    .contains("\r\nProxy-Authorization: Basic ")
                    .doesNotContain("\r\nAuthorization");
        }
    }

    private record Tunnelled(RawServer server, TlsOptions tls) {}

    /** A server at flink.invalid, which only a proxy knows. */
    private Tunnelled behindProxies() throws Exception {
        TestAuthority authority = new TestAuthority("Test CA");
        SSLContext context = authority.serverContext(authority.issue("flink", "flink.invalid"));
        RawServer server =
                new RawServer(
                        context.getServerSocketFactory()
                                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                        (request, socket) -> {
                            heads.add(request.head());
                            write(socket, ok(OVERVIEW));
                        });
        return new Tunnelled(server, TlsOptions.of(context));
    }

    /** Does what CONNECT asks for, with another server than the one it names. */
    private RawServer tunnelTo(int port) throws IOException {
        return new RawServer(
                (request, socket) -> {
                    heads.add(request.head());
                    write(socket, "HTTP/1.1 200 Connection established\r\n\r\n");
                    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        Thread back = new Thread(() -> copy(server, socket));
                        back.setDaemon(true);
                        back.start();
                        socket.getInputStream().transferTo(server.getOutputStream());
                    }
                });
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of the two is closed
        }
    }

    @Test
    void speaksTlsThroughATunnelInWhichNobodyKnowsTheOthersCredentials() throws Exception {
        Tunnelled behind = behindProxies();
        try (RawServer server = behind.server();
                RawServer proxy = tunnelTo(server.uri().getPort());
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url("https://flink.invalid:8443/prod/")
                                .tls(behind.tls())
                                .bearerToken("not-to-be-printed-token")
                                .proxy(http(proxy).withCredentials("ann", PASSWORD))
                                .build()) {
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            flink.overview();
            assertThat(heads).hasSize(3);
            assertThat(heads.get(0))
                    .startsWith("CONNECT flink.invalid:8443 HTTP/1.1\r\n")
                    .contains("\r\nProxy-Authorization: Basic ")
                    .doesNotContain("\r\nAuthorization", "prod");
            assertThat(heads.get(1))
                    .startsWith("GET /prod/overview HTTP/1.1\r\n")
                    .contains("\r\nAuthorization: Bearer ", "\r\nHost: flink.invalid:8443\r\n")
                    .doesNotContain("Proxy-Authorization");
        }
    }

    @Test
    void checksTheHostWithinATunnel() throws Exception {
        Tunnelled behind = behindProxies();
        try (RawServer server = behind.server();
                RawServer proxy = tunnelTo(server.uri().getPort());
                SocksServer socks = new SocksServer(server.uri().getPort(), null)) {
            for (ProxyOptions by :
                    List.of(http(proxy), ProxyOptions.socks("127.0.0.1", socks.port()))) {
                try (FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url("https://other.invalid:8443")
                                .tls(behind.tls())
                                .proxy(by)
                                .build()) {
                    assertThatExceptionOfType(ConnectionException.class)
                            .isThrownBy(flink::overview)
                            .withMessageContaining(
                                    "its certificate is not for 'other.invalid' but for flink.invalid");
                }
            }
        }
    }

    @Test
    void speaksTlsThroughSocks() throws Exception {
        Tunnelled behind = behindProxies();
        try (RawServer server = behind.server();
                SocksServer socks = new SocksServer(server.uri().getPort(), "ann:" + PASSWORD);
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url("https://flink.invalid:8443")
                                .tls(behind.tls())
                                .basicAuth("bob", PASSWORD)
                                .proxy(
                                        ProxyOptions.socks("127.0.0.1", socks.port())
                                                .withCredentials("ann", PASSWORD))
                                .build()) {
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            assertThat(socks.asked()).containsExactly("flink.invalid:8443");
            assertThat(heads.get(0)).contains("\r\nAuthorization: Basic ");
        }
    }

    @Test
    void givesSocksAddressesAsSuch() throws IOException {
        try (RawServer server = RawServer.replying(ok(OVERVIEW));
                SocksServer socks = new SocksServer(server.uri().getPort(), null)) {
            for (String url : List.of("http://[::1]:8081", "http://127.0.0.2:8081")) {
                try (FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(url)
                                .proxy(ProxyOptions.socks("localhost", socks.port()))
                                .build()) {
                    assertThat(flink.overview().slotsTotal()).isEqualTo(8);
                }
            }
            assertThat(socks.asked()).containsExactly("0:0:0:0:0:0:0:1:8081", "127.0.0.2:8081");
        }
    }

    /** Else nobody would have bounded it: the server is not heard before that. */
    @Test
    void takesNoLongerForTheTunnelThanForConnecting() throws IOException {
        for (String answer : List.of("", "HTTP/1.1 200 OK\r\n\r\n")) {
            try (RawServer proxy = httpProxy(answer);
                    FlinkRestClient flink =
                            FlinkRestClient.builder()
                                    .url("https://flink.invalid:8081")
                                    .proxy(http(proxy))
                                    .callOptions(
                                            CallOptions.NONE.withConnectTimeout(
                                                    Duration.ofMillis(100)))
                                    .build()) {
                assertThatExceptionOfType(ConnectionException.class)
                        .isThrownBy(() -> flink.jobs().terminate(JobId.random()))
                        .withMessageContaining(
                                "no connection to https://flink.invalid:8081 within PT0.1S")
                        .satisfies(e -> assertThat(e.maybeSent()).isFalse());
            }
        }
    }

    @Test
    void saysThatAProxyWantsCredentials() throws IOException {
        try (RawServer proxy =
                        httpProxy(reply("407 Proxy Authentication Required", "text/plain", ""));
                FlinkRestClient flink = via(http(proxy)).build()) {
            assertThatExceptionOfType(dev.flinkrest.error.ServerErrorException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining("407")
                    .withMessageContaining("the proxy wants a user and password");
        }
    }

    @Test
    void goesThroughSocks() throws IOException {
        try (RawServer server = RawServer.replying(ok(OVERVIEW));
                SocksServer socks = new SocksServer(server.uri().getPort(), null);
                FlinkRestClient flink =
                        via(ProxyOptions.socks("127.0.0.1", socks.port())).build()) {
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            assertThat(socks.asked()).containsExactly("flink.invalid:8081");
        }
    }

    @Test
    void provesToSocksWhoCalls() throws IOException {
        try (RawServer server = RawServer.replying(ok(OVERVIEW));
                SocksServer socks = new SocksServer(server.uri().getPort(), "ann:" + PASSWORD)) {
            ProxyOptions proxy = ProxyOptions.socks("127.0.0.1", socks.port());
            try (FlinkRestClient flink = via(proxy.withCredentials("ann", PASSWORD)).build()) {
                assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            }
            try (FlinkRestClient flink = via(proxy.withCredentials("ann", "wrong")).build()) {
                assertThatExceptionOfType(ConnectionException.class)
                        .isThrownBy(flink::overview)
                        .withMessageContaining("refuses these credentials")
                        .satisfies(e -> assertThat(e.maybeSent()).isFalse());
            }
            try (FlinkRestClient flink = via(proxy).build()) {
                assertThatExceptionOfType(ConnectionException.class)
                        .isThrownBy(flink::overview)
                        .withMessageContaining("wants a user and password");
            }
            assertThat(socks.asked()).hasSize(1);
        }
    }

    @Test
    void refusesProxiesThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProxyOptions.http("http://proxy", 3128))
                .withMessageContaining("expected a name or address only");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProxyOptions.socks("proxy", 0))
                .withMessageContaining("1 to 65535");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                ProxyOptions.socks("proxy", 1080)
                                        .withCredentials("a".repeat(256), "x"))
                .withMessageContaining("1 to 255 bytes");
        assertThat(ProxyOptions.http("proxy", 3128).withCredentials("ann", PASSWORD))
                .hasToString("HTTP proxy proxy:3128");
    }
}
