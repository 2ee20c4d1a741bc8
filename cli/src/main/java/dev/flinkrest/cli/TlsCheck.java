package dev.flinkrest.cli;

import dev.flinkrest.rest.TlsOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Is what a server shows of itself when TLS begins.
 *
 * @param protocol for example {@code TLSv1.3}
 * @param subject whose certificate it is
 * @param until until when it is valid, in milliseconds since 1970
 */
record TlsCheck(String protocol, String subject, long until) {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int HTTPS = 443;

    /**
     * Looks at a server that the client has been talking to.
     *
     * @throws CommandFailedException if it cannot be looked at directly, as behind a proxy
     */
    static TlsCheck of(URI url, @Nullable TlsOptions options) {
        int port = url.getPort() < 0 ? HTTPS : url.getPort();
        try (SSLSocket socket = (SSLSocket) factory(options).createSocket()) {
            socket.connect(new InetSocketAddress(url.getHost(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.startHandshake();
            SSLSession session = socket.getSession();
            X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
            return new TlsCheck(
                    session.getProtocol(),
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getNotAfter().toInstant().toEpochMilli());
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.UNREACHABLE,
                    "TLS to " + url + " cannot be looked at: " + e.getMessage());
        }
    }

    private static SSLSocketFactory factory(@Nullable TlsOptions options) {
        return options == null
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : options.sslContext().getSocketFactory();
    }

    long daysLeft() {
        return Duration.between(Instant.now(), Instant.ofEpochMilli(until)).toDays();
    }
}
