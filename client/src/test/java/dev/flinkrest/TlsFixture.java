package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.rest.TlsOptions;
import dev.flinkrest.support.RawServer;
import dev.flinkrest.support.TestAuthority;
import dev.flinkrest.support.TestAuthority.Identity;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A CA, a certificate of this machine, and servers and clients of https. */
@Timeout(60)
abstract class TlsFixture {
    static final String BOTH = "TLSv1.2,TLSv1.3";

    @TempDir static Path directory;

    static TestAuthority authority;
    static Identity here;
    static Path ca;

    @BeforeAll
    static void issue() throws Exception {
        authority = new TestAuthority("Test CA");
        here = authority.issue("flink", "localhost", "127.0.0.1", "::1");
        ca = pem("ca.pem", List.of(authority.certificate));
    }

    static Path pem(String name, List<X509Certificate> certificates) throws Exception {
        return Files.writeString(directory.resolve(name), TestAuthority.pem(certificates));
    }

    static TlsOptions.Builder trusting() {
        return TlsOptions.builder().trustCertificates(ca);
    }

    static SSLServerSocket listen(Identity identity, String versions, String address)
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

    static RawServer server(Identity identity, String versions) throws Exception {
        return new RawServer(
                listen(identity, versions, "127.0.0.1"),
                (request, socket) -> write(socket, ok(OVERVIEW)));
    }

    static FlinkRestClient client(URI url, TlsOptions.Builder options) {
        return FlinkRestClient.builder().url(url).tls(options.build()).build();
    }

    static void refuses(FlinkRestClient client, String... messages) {
        try (client) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(client::overview)
                    .withMessageContainingAll(messages)
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse());
        }
    }
}
