package dev.flinkrest.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.AuthenticationDigest;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/**
 * Lets downloads trust what the machine trusts. A JDK brings its own list of certificate
 * authorities, and behind a company's or a build farm's proxy that list lacks the one that counts;
 * the environment variable {@code SSL_CERT_FILE}, which names a PEM file with all of them, is what
 * other tools go by there. Only the connections to the repository are touched, not the JVM's
 * default. Safe for use by several threads.
 */
final class TrustedRoots {

    /** Names the environment variable that names the file. */
    static final String VARIABLE = "SSL_CERT_FILE";

    private TrustedRoots() {}

    /**
     * Returns the repository with the machine's roots added, if there are any, and all else as it
     * was.
     */
    static RemoteRepository applyTo(RemoteRepository repository) {
        String file = System.getenv(VARIABLE);
        if (file == null || file.isEmpty() || !Files.isRegularFile(Path.of(file))) {
            return repository;
        }
        return new RemoteRepository.Builder(repository)
                .setAuthentication(new WithRoots(repository.getAuthentication(), Path.of(file)))
                .build();
    }

    /**
     * Returns a TLS context that trusts the JVM's own roots and those of a file.
     *
     * @throws EmbeddedFlinkException if the file holds anything but PEM certificates
     */
    static SSLContext context(Path pem) {
        try {
            KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
            roots.load(null, null);
            for (X509Certificate root : ofJvm()) {
                roots.setCertificateEntry("jvm-" + roots.size(), root);
            }
            try (InputStream in = Files.newInputStream(pem)) {
                for (Certificate root :
                        CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    roots.setCertificateEntry("file-" + roots.size(), root);
                }
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers(roots), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new EmbeddedFlinkException(
                    "Cannot read the certificates in "
                            + pem
                            + ", which the environment variable "
                            + VARIABLE
                            + " names. Make it a PEM file of certificates, or unset the variable",
                    e);
        }
    }

    private static X509Certificate[] ofJvm() throws GeneralSecurityException {
        for (TrustManager manager : trustManagers(null)) {
            if (manager instanceof X509TrustManager x509) {
                return x509.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static TrustManager[] trustManagers(@Nullable KeyStore roots)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return factory.getTrustManagers();
    }

    /**
     * Adds the TLS context to a repository's own credentials, when a connection is made and not
     * before.
     */
    private record WithRoots(@Nullable Authentication own, Path pem) implements Authentication {

        @Override
        public void fill(
                AuthenticationContext context, String key, @Nullable Map<String, String> data) {
            if (AuthenticationContext.SSL_CONTEXT.equals(key)) {
                context.put(key, context(pem));
            } else if (own != null) {
                own.fill(context, key, data);
            }
        }

        @Override
        public void digest(AuthenticationDigest digest) {
            digest.update(VARIABLE, pem.toString());
            if (own != null) {
                own.digest(digest);
            }
        }
    }
}
