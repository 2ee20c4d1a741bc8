package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.TlsOptions;
import dev.flinkrest.rest.TlsVersion;
import dev.flinkrest.support.RawServer;
import dev.flinkrest.support.Secrets;
import dev.flinkrest.support.TestAuthority;
import dev.flinkrest.support.TestAuthority.Identity;
import dev.flinkrest.support.Warnings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a client trusts, whom it does not, and what it says then. */
@Timeout(60)
class TlsTest {
    private static final String BOTH = "TLSv1.2,TLSv1.3";

    @TempDir private static Path directory;

    private static TestAuthority authority;
    private static Identity here;
    private static Path ca;

    @BeforeAll
    static void issue() throws Exception {
        authority = new TestAuthority("Test CA");
        here = authority.issue("flink", "localhost", "127.0.0.1", "::1");
        ca = pem("ca.pem", List.of(authority.certificate));
    }

    private static Path pem(String name, List<X509Certificate> certificates) throws Exception {
        return Files.writeString(directory.resolve(name), TestAuthority.pem(certificates));
    }

    private static TlsOptions.Builder trusting() {
        return TlsOptions.builder().trustCertificates(ca);
    }

    private static SSLServerSocket listen(Identity identity, String versions, String address)
            throws Exception {
        SSLServerSocket socket =
                (SSLServerSocket)
                        authority
                                .serverContext(identity)
                                .getServerSocketFactory()
                                .createServerSocket(0, 50, InetAddress.getAllByName(address)[0]);
        socket.setEnabledProtocols(versions.split(","));
        return socket;
    }

    private static RawServer server(Identity identity, String versions) throws Exception {
        return new RawServer(
                listen(identity, versions, "127.0.0.1"),
                (request, socket) -> write(socket, ok(OVERVIEW)));
    }

    private static FlinkRestClient client(URI url, TlsOptions.Builder options) {
        return FlinkRestClient.builder().url(url).tls(options.build()).build();
    }

    private static void refuses(FlinkRestClient client, String... messages) {
        try (client) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(client::overview)
                    .withMessageContainingAll(messages)
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse());
        }
    }

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
    void trustsWhatIsInStores() throws Exception {
        Path store =
                TestAuthority.write(
                        TestAuthority.trustStore(
                                "JKS",
                                new TestAuthority("Other").certificate,
                                authority.certificate),
                        "changeit",
                        directory.resolve("trust.jks"));
        try (RawServer server = server(here, BOTH);
                FlinkRestClient flink =
                        client(server.uri(), TlsOptions.builder().trustStore(store, "changeit"))) {
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
        }
    }

    @Test
    void addsUpWhatIsTrusted() throws Exception {
        Path other = pem("other.pem", List.of(new TestAuthority("Other").certificate));
        try (RawServer server = server(here, BOTH)) {
            TlsOptions.Builder options = TlsOptions.builder().trustCertificates(other);
            refuses(
                    client(server.uri(), options),
                    "GET /overview: no TLS connection to " + server.uri(),
                    "its certificate is of no CA that this client trusts; trust that CA");
            try (FlinkRestClient flink = client(server.uri(), options.trustCertificates(ca))) {
                assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            }
            refuses(
                    FlinkRestClient.connect(server.uri()),
                    "its certificate is of no CA that this client trusts");
        }
    }

    @Test
    void refusesACertificateOfAnotherHost() throws Exception {
        Identity elsewhere = authority.issue("127.0.0.1", "flink.example", "10.1.2.3");
        try (RawServer server = server(elsewhere, BOTH)) {
            refuses(
                    client(server.uri(), trusting()),
                    "no TLS connection to " + server.uri(),
                    "its certificate is not for '127.0.0.1' but for 10.1.2.3, flink.example;"
                            + " connect by a name that it has");
            URI byName = URI.create("https://localhost:" + server.uri().getPort());
            refuses(client(byName, trusting()), "not for 'localhost' but for 10.1.2.3");
        }
        Identity nowhere = authority.issue("127.0.0.1");
        try (RawServer server = server(nowhere, BOTH)) {
            refuses(client(server.uri(), trusting()), "but for no host at all (CN=127.0.0.1)");
        }
    }

    @Test
    void checksHostsWhateverAContextTrusts() throws Exception {
        SSLContext trustsAll = SSLContext.getInstance("TLS");
        trustsAll.init(null, new TrustManager[] {new TrustsAll()}, null);
        try (RawServer server = server(here, BOTH);
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(server.uri())
                                .tls(TlsOptions.of(trustsAll))
                                .build()) {
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
        }
        try (RawServer server = server(authority.issue("flink", "flink.example"), BOTH)) {
            refuses(
                    FlinkRestClient.builder()
                            .url(server.uri())
                            .tls(TlsOptions.of(trustsAll))
                            .build(),
                    "its certificate is not for '127.0.0.1' but for flink.example");
        }
    }

    @Test
    void acceptsAnyHostOnlyIfToldAndWarnsEachTime() throws Exception {
        try (Warnings warnings = new Warnings();
                RawServer server = server(authority.issue("flink", "flink.example"), BOTH)) {
            TlsOptions insecure = trusting().insecureAcceptAnyHostName().build();
            for (int i = 1; i <= 2; i++) {
                try (FlinkRestClient flink =
                        FlinkRestClient.builder().url(server.uri()).tls(insecure).build()) {
                    assertThat(flink.overview().slotsTotal()).isEqualTo(8);
                    assertThat(warnings.messages)
                            .hasSize(i)
                            .allSatisfy(
                                    text ->
                                            assertThat(text)
                                                    .startsWith(
                                                            "The client of "
                                                                    + server.uri()
                                                                    + " accepts certificates that were issued"
                                                                    + " for any host"));
                }
            }
            // any host, but not any CA
            refuses(
                    client(server.uri(), TlsOptions.builder().insecureAcceptAnyHostName()),
                    "its certificate is of no CA that this client trusts");
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
    void refusesACertificateThatHasExpired() throws Exception {
        Identity expired =
                authority.issue("flink", "EC", Instant.parse("2021-01-01T00:00:00Z"), "127.0.0.1");
        try (RawServer server = server(expired, BOTH)) {
            refuses(
                    client(server.uri(), trusting()),
                    "has expired or is not valid yet",
                    "2021",
                    "is this machine's clock right?");
        }
    }

    @Test
    void trustsAFingerprintAndNoOther() throws Exception {
        byte[] certificate = here.certificate().getEncoded();
        String sha1 =
                HexFormat.ofDelimiter(":")
                        .formatHex(MessageDigest.getInstance("SHA-1").digest(certificate));
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
        try (RawServer server = server(here, BOTH)) {
            for (String fingerprint : List.of(sha1, sha256, sha1.toUpperCase(Locale.ROOT))) {
                try (FlinkRestClient flink =
                        client(
                                server.uri(),
                                TlsOptions.builder()
                                        .trustFingerprint("00".repeat(20))
                                        .trustFingerprint(fingerprint))) {
                    assertThat(flink.overview().slotsTotal()).isEqualTo(8);
                }
            }
            refuses(
                    client(server.uri(), trusting().trustFingerprint("00".repeat(32))),
                    "the fingerprint of its certificate is "
                            + sha256.substring(0, 2).toUpperCase(Locale.ROOT)
                            + ":",
                    "not the one expected; it was renewed, or another server answers");
        }
        try (RawServer server = server(authority.issue("x", "flink.example"), BOTH)) {
            byte[] others = MessageDigest.getInstance("SHA-1").digest(certificate);
            refuses(
                    client(
                            server.uri(),
                            TlsOptions.builder()
                                    .trustFingerprint(HexFormat.of().formatHex(others))),
                    "not the one expected");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void showsItsCertificateToServersThatWantOne(String version) throws Exception {
        Identity me = authority.issue("me");
        Path chain = pem("me.pem", me.chain());
        Path key =
                Files.writeString(
                        directory.resolve("me.key"),
                        TestAuthority.pem("PRIVATE KEY", me.key().getEncoded()));
        Path store =
                TestAuthority.write(
                        me.store("PKCS12", Secrets.KEY_PASSWORD),
                        Secrets.KEY_PASSWORD,
                        directory.resolve("me.p12"));
        SSLServerSocket listener = listen(here, version, "127.0.0.1");
        listener.setNeedClientAuth(true);
        try (RawServer server =
                new RawServer(listener, (request, socket) -> write(socket, ok(OVERVIEW)))) {
            for (TlsOptions.Builder mine :
                    List.of(
                            trusting().clientCertificate(chain, key),
                            trusting().keyStore(store, Secrets.KEY_PASSWORD))) {
                try (FlinkRestClient flink = client(server.uri(), mine)) {
                    assertThat(flink.overview().slotsTotal()).isEqualTo(8);
                }
            }
            Identity stranger = new TestAuthority("Other").issue("stranger");
            Path strangers =
                    TestAuthority.write(
                            stranger.store("PKCS12", Secrets.KEY_PASSWORD),
                            Secrets.KEY_PASSWORD,
                            directory.resolve("x.p12"));
            for (TlsOptions.Builder none :
                    List.of(trusting(), trusting().keyStore(strangers, Secrets.KEY_PASSWORD))) {
                try (FlinkRestClient flink = client(server.uri(), none)) {
                    assertThatExceptionOfType(ConnectionException.class)
                            .isThrownBy(flink::overview)
                            .withMessageContainingAll(
                                    "TLS connection to " + server.uri(),
                                    "it wants a certificate of the client that it trusts",
                                    "set one by clientCertificate or keyStore of TlsOptions");
                }
            }
            assertThat(server.requests).hasSize(2);
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

    /** Trusts everyone, and does not ask for whom a certificate is. */
    private static final class TrustsAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
