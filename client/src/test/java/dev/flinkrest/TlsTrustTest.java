package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.rest.TlsOptions;
import dev.flinkrest.support.RawServer;
import dev.flinkrest.support.Secrets;
import dev.flinkrest.support.TestAuthority;
import dev.flinkrest.support.TestAuthority.Identity;
import dev.flinkrest.support.Warnings;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a client trusts, whom it does not, what it shows, and what it says then. */
class TlsTrustTest extends TlsFixture {
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
