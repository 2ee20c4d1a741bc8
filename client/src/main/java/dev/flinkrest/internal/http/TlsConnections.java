package dev.flinkrest.internal.http;

import dev.flinkrest.rest.TlsOptions;
import dev.flinkrest.rest.TlsVersion;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;

/**
 * Turns connections into TLS connections, by a client's {@link TlsOptions}: speaks no version older
 * than it may, and checks that the certificate is the host's. Safe for use by many threads.
 */
final class TlsConnections extends DefaultClientTlsStrategy {
    private static final System.Logger LOG = System.getLogger("dev.flinkrest");

    private TlsConnections(SSLContext context, TlsVersion minimum, boolean anyHostName) {
        super(
                context,
                protocols(context, minimum),
                null,
                SSLBufferMode.STATIC,
                // after the handshake, when the certificate's names are there to be told; the JDK
                // would check within it, and only if the context's trust manager is one that does
                HostnameVerificationPolicy.CLIENT,
                anyHostName ? NoopHostnameVerifier.INSTANCE : new DefaultHostnameVerifier());
    }

    /**
     * Makes what a client's connections are upgraded by; to be called once for each client.
     *
     * @param options the client's options; null for what holds without any
     * @param urls the servers, for the log
     */
    static TlsSocketStrategy of(@Nullable TlsOptions options, List<URI> urls) {
        if (options == null) {
            return new Lazy();
        }
        if (options.acceptsAnyHostName()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The client of {0} accepts certificates that were issued for any host"
                            + " (insecureAcceptAnyHostName): whoever holds one can pretend to be the server",
                    urls.size() == 1 ? urls.get(0) : urls);
        }
        return new TlsConnections(
                options.sslContext(), options.minimumVersion(), options.acceptsAnyHostName());
    }

    private static String[] protocols(SSLContext context, TlsVersion minimum) {
        Set<String> enabled = Set.of(context.getDefaultSSLParameters().getProtocols());
        return Arrays.stream(TlsVersion.values())
                .filter(version -> version.compareTo(minimum) >= 0)
                .map(TlsVersion::protocol)
                .filter(enabled::contains)
                .toArray(String[]::new);
    }

    @Override
    protected void verifySession(String host, SSLSession session) throws SSLException {
        try {
            super.verifySession(host, session);
        } catch (SSLException e) {
            if (session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
                var clearer =
                        new SSLPeerUnverifiedException(
                                "its certificate is not for '"
                                        + host
                                        + "' but for "
                                        + names(certificate));
                clearer.initCause(e);
                throw clearer;
            }
            throw e;
        }
    }

    private static String names(X509Certificate certificate) {
        Set<String> names = new TreeSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> alternative : alternatives) {
                    if (alternative.get(1) instanceof String name) {
                        names.add(name);
                    }
                }
            }
        } catch (CertificateParsingException e) {
            // it has none that can be read
        }
        return names.isEmpty()
                ? "no host at all (" + certificate.getSubjectX500Principal() + ")"
                : String.join(", ", names);
    }

    /** Loads the trust store at the first https connection; plain http must not pay for it. */
    private static final class Lazy implements TlsSocketStrategy {
        @Override
        public SSLSocket upgrade(
                Socket socket, String target, int port, Object attachment, HttpContext context)
                throws IOException {
            return Loaded.STRATEGY.upgrade(socket, target, port, attachment, context);
        }

        private static final class Loaded {
            static final TlsSocketStrategy STRATEGY =
                    new TlsConnections(SSLContexts.createDefault(), TlsVersion.TLS_1_2, false);
        }
    }
}
