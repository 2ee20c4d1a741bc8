package dev.flinkrest.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedRootsTest {

    @TempDir private Path folder;

    @Test
    void fileOfCertificatesIsTaken() throws Exception {
        Path pem = folder.resolve("roots.pem");
        Files.writeString(pem, pem(anyRoot()) + pem(anyRoot()));
        assertThat(TrustedRoots.context(pem).getProtocol()).isEqualTo("TLS");
    }

    @Test
    void fileOfSomethingElseIsNamed() throws IOException {
        Path pem =
                Files.writeString(folder.resolve("roots.pem"), "-----BEGIN CERTIFICATE-----\nno\n");
        assertThatExceptionOfType(EmbeddedFlinkException.class)
                .isThrownBy(() -> TrustedRoots.context(pem))
                .withMessage(
                        "Cannot read the certificates in %s, which the environment variable SSL_CERT_FILE names. Make it a"
                                + " PEM file of certificates, or unset the variable",
                        pem);
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static X509Certificate anyRoot() throws Exception {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509.getAcceptedIssuers()[0];
            }
        }
        throw new AssertionError("This JVM trusts nobody");
    }
}
