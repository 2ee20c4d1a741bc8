package dev.flinkrest.internal.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManager;

/**
 * Reads a trust store or key store. Whether it is PKCS12 or JKS is told by its content. Each of its
 * exceptions names the file, and no password.
 */
public final class StoreFile {
    private StoreFile() {}

    /**
     * Reads the certificates that a trust store trusts: as the JDK does, the trusted ones, and the
     * own one of each key.
     *
     * @param file the store
     * @param password opens it
     * @return one or more
     * @throws IllegalArgumentException if the file is not there, is no store, has another password
     *     or holds no certificate
     */
    public static List<X509Certificate> trusted(Path file, String password) {
        KeyStore store = load("trust store", file, password);
        List<X509Certificate> trusted = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                Certificate certificate = store.getCertificate(alias);
                if (certificate instanceof X509Certificate x509) {
                    trusted.add(x509);
                }
            }
        } catch (KeyStoreException e) {
            throw new IllegalStateException("a store that was loaded cannot be read", e);
        }
        if (trusted.isEmpty()) {
            throw new IllegalArgumentException(
                    "trust store "
                            + file
                            + " holds no trusted certificate; import the CA's by 'keytool -importcert'"
                            + " (what 'openssl pkcs12 -export -nokeys' writes, Java does not trust)");
        }
        return trusted;
    }

    /**
     * Reads a client's keys and certificates from a key store.
     *
     * @param file the store
     * @param password opens it
     * @param keyPassword opens the keys in it
     * @return what shows them to servers
     * @throws IllegalArgumentException if the file is not there, is no store, has other passwords,
     *     or holds no key that belongs to its certificate
     */
    public static KeyManager[] keyManagers(Path file, String password, String keyPassword) {
        KeyStore store = load("key store", file, password);
        boolean any = false;
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, keyPassword.toCharArray()) instanceof PrivateKey key
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    any = true;
                    if (!ClientKeys.belong(key, certificate)) {
                        throw new IllegalArgumentException(
                                "key store "
                                        + file
                                        + " has a key, '"
                                        + alias
                                        + "', that does not belong to its certificate; make the store anew"
                                        + " of the two that do");
                    }
                }
            }
            if (!any) {
                throw new IllegalArgumentException(
                        "key store "
                                + file
                                + " holds no private key with a certificate; expected the client's");
            }
            return ClientKeys.managers(store, keyPassword.toCharArray());
        } catch (UnrecoverableKeyException e) {
            throw new IllegalArgumentException(
                    "key store "
                            + file
                            + " can be opened, but not the key in it: give the key's own password too",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "key store " + file + " has a key that cannot be read: " + e.getMessage(), e);
        }
    }

    private static KeyStore load(String what, Path file, String password) {
        PemFile.requireFile(what, file);
        try {
            return KeyStore.getInstance(file.toFile(), password.toCharArray());
        } catch (KeyStoreException e) {
            throw new IllegalArgumentException(
                    what
                            + " "
                            + file
                            + " is neither PKCS12 nor JKS; if it is PEM (-----BEGIN …), give it as such,"
                            + " by trustCertificates or clientCertificate",
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? what + " " + file + " has another password than the one given"
                            : what + " " + file + " cannot be read: " + e.getMessage(),
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    what + " " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
