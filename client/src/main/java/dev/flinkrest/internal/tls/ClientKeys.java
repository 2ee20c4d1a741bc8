package dev.flinkrest.internal.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes of a key and its certificates what shows them to servers. */
public final class ClientKeys {
    private static final char[] IN_MEMORY = "in-memory".toCharArray();

    private ClientKeys() {}

    /**
     * Reads a client's certificate and key in PEM form.
     *
     * @param chain the client's certificate first, then those of its CAs, if any
     * @param key its private key
     * @param password opens the key; null if it needs none
     * @return what shows them to servers
     * @throws IllegalArgumentException if a file is not there or not what it should be, or the key
     *     does not belong to the certificate
     */
    public static KeyManager[] ofPem(Path chain, Path key, @Nullable String password) {
        List<X509Certificate> certificates = PemFile.certificates("client certificate", chain);
        PrivateKey privateKey = PemFile.privateKey("client key", key, password);
        if (!belong(privateKey, certificates.get(0))) {
            throw new IllegalArgumentException(
                    "client key "
                            + key
                            + " does not belong to the first certificate of "
                            + chain
                            + ", which is that of "
                            + certificates.get(0).getSubjectX500Principal()
                            + "; the client's own must come first, before those of its CAs");
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "client", privateKey, IN_MEMORY, certificates.toArray(X509Certificate[]::new));
            return managers(store, IN_MEMORY);
        } catch (KeyStoreException e) {
            throw new IllegalArgumentException(
                    "the certificates in "
                            + chain
                            + " are no chain; expected each to be issued by the next",
                    e);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a store in memory cannot be made", e);
        }
    }

    static KeyManager[] managers(KeyStore store, char[] password) throws GeneralSecurityException {
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    /** Tells whether what the key signs is the certificate's; also if the JDK cannot tell. */
    static boolean belong(PrivateKey key, X509Certificate certificate) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    case "DSA" -> "SHA256withDSA";
                    default -> key.getAlgorithm();
                };
        if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
            return false;
        }
        try {
            byte[] probe = {1, 2, 3};
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return true;
        }
    }
}
