package dev.flinkrest.rest;

import dev.flinkrest.internal.tls.ClientKeys;
import dev.flinkrest.internal.tls.FingerprintTrust;
import dev.flinkrest.internal.tls.PemFile;
import dev.flinkrest.internal.tls.StoreFile;
import dev.flinkrest.internal.util.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Says whom a client trusts and who it is itself, when it speaks https. Without any, it trusts the
 * JDK's roots, shows no certificate, and speaks TLS 1.2 or newer. Immutable and safe for use by
 * many threads.
 *
 * <p>The host in the URL is compared with the names in the server's certificate, whatever else is
 * set; only {@link Builder#insecureAcceptAnyHostName} ends that.
 */
public final class TlsOptions {
    private final SSLContext context;
    private final TlsVersion minimumVersion;
    private final boolean acceptsAnyHostName;
    private final String description;

    private TlsOptions(
            SSLContext context,
            TlsVersion minimumVersion,
            boolean acceptsAnyHostName,
            String description) {
        this.context = context;
        this.minimumVersion = minimumVersion;
        this.acceptsAnyHostName = acceptsAnyHostName;
        this.description = description;
    }

    /**
     * Begins to describe options.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Uses a context that was made elsewhere: for keys in hardware, certificates that are renewed,
     * or trust of one's own.
     *
     * @param context decides whom to trust and which certificate to show; names of hosts are
     *     checked beside it, and versions older than TLS 1.2 not spoken
     * @return options with that context
     */
    public static TlsOptions of(SSLContext context) {
        return new TlsOptions(
                Objects.requireNonNull(context, "context"),
                TlsVersion.TLS_1_2,
                false,
                "an SSLContext of " + context.getProvider().getName());
    }

    /**
     * Returns what connections are made with.
     *
     * @return the context
     */
    public SSLContext sslContext() {
        return context;
    }

    /**
     * Returns the oldest version that is spoken.
     *
     * @return the version
     */
    public TlsVersion minimumVersion() {
        return minimumVersion;
    }

    /**
     * Tells whether names of hosts are not checked.
     *
     * @return true only by {@link Builder#insecureAcceptAnyHostName}
     */
    public boolean acceptsAnyHostName() {
        return acceptsAnyHostName;
    }

    /** Describes the options: files and versions, but nothing that is secret. */
    @Override
    public String toString() {
        return "TlsOptions["
                + description
                + ", "
                + minimumVersion.protocol()
                + " or newer"
                + (acceptsAnyHostName ? ", any host name" : "")
                + "]";
    }

    /**
     * Collects options. Files are read by {@link #build}. Not safe for use by many threads.
     *
     * <p>What is trusted adds up, and takes the place of the JDK's roots.
     */
    public static final class Builder {
        private final List<Supplier<List<X509Certificate>>> trusted = new ArrayList<>();
        private final List<byte[]> fingerprints = new ArrayList<>();
        private final List<String> described = new ArrayList<>();
        private @Nullable Supplier<KeyManager[]> key;
        private String keyDescribed = "no client certificate";
        private TlsVersion minimumVersion = TlsVersion.TLS_1_2;
        private boolean acceptsAnyHostName;

        private Builder() {}

        /**
         * Trusts the certificates in a trust store, PKCS12 or JKS.
         *
         * @param file the store; which of the two it is, is told by its content
         * @param password opens it
         * @return this builder
         */
        public Builder trustStore(Path file, String password) {
            Objects.requireNonNull(password, "password");
            trusted.add(() -> StoreFile.trusted(file, password));
            described.add("trusts " + file);
            return this;
        }

        /**
         * Trusts certificates in PEM form: of CAs, or of the server itself.
         *
         * @param pem a file with one or more ({@code -----BEGIN CERTIFICATE-----})
         * @return this builder
         */
        public Builder trustCertificates(Path pem) {
            Objects.requireNonNull(pem, "pem");
            trusted.add(() -> PemFile.certificates("trusted certificate", pem));
            described.add("trusts " + pem);
            return this;
        }

        /**
         * Trusts the server whose own certificate has this fingerprint, whoever issued it and
         * however long it is valid: what Flink means by {@code security.ssl.rest.cert.fingerprint}.
         * With one or more of these, nothing else is trusted.
         *
         * @param fingerprint SHA-256 or SHA-1 in hex digits, with or without colons, as {@code
         *     openssl x509 -noout -fingerprint} prints it
         * @return this builder
         * @throws IllegalArgumentException if it is not of that form
         */
        public Builder trustFingerprint(String fingerprint) {
            fingerprints.add(FingerprintTrust.parse(Check.notBlank("fingerprint", fingerprint)));
            described.add("trusts " + fingerprint.strip());
            return this;
        }

        /**
         * Shows a client's certificate from a key store, PKCS12 or JKS, to servers that want one.
         * Takes the place of one that was set before.
         *
         * @param file the store; which of the two it is, is told by its content
         * @param password opens it and the key in it
         * @return this builder
         */
        public Builder keyStore(Path file, String password) {
            return keyStore(file, password, password);
        }

        /**
         * Shows a client's certificate from a key store, PKCS12 or JKS, to servers that want one.
         * Takes the place of one that was set before.
         *
         * @param file the store; which of the two it is, is told by its content
         * @param password opens it
         * @param keyPassword opens the key in it
         * @return this builder
         */
        public Builder keyStore(Path file, String password, String keyPassword) {
            Objects.requireNonNull(password, "password");
            Objects.requireNonNull(keyPassword, "keyPassword");
            key = () -> StoreFile.keyManagers(file, password, keyPassword);
            keyDescribed = "client certificate of " + file;
            return this;
        }

        /**
         * Shows a client's certificate in PEM form to servers that want one. Takes the place of one
         * that was set before.
         *
         * @param chain a file with the client's certificate first, then those of its CAs, if any
         * @param key a file with its private key: PKCS#8, PKCS#1 or SEC1, not encrypted
         * @return this builder
         */
        public Builder clientCertificate(Path chain, Path key) {
            return clientCertificateOf(chain, key, null);
        }

        /**
         * Shows a client's certificate in PEM form to servers that want one. Takes the place of one
         * that was set before.
         *
         * @param chain a file with the client's certificate first, then those of its CAs, if any
         * @param key a file with its private key, encrypted as PKCS#8 ({@code -----BEGIN ENCRYPTED
         *     PRIVATE KEY-----})
         * @param keyPassword opens the key
         * @return this builder
         */
        public Builder clientCertificate(Path chain, Path key, String keyPassword) {
            return clientCertificateOf(
                    chain, key, Objects.requireNonNull(keyPassword, "keyPassword"));
        }

        private Builder clientCertificateOf(Path chain, Path pem, @Nullable String keyPassword) {
            Objects.requireNonNull(chain, "chain");
            Objects.requireNonNull(pem, "key");
            key = () -> ClientKeys.ofPem(chain, pem, keyPassword);
            keyDescribed = "client certificate of " + chain;
            return this;
        }

        /**
         * Sets the oldest version to speak.
         *
         * @param version {@link TlsVersion#TLS_1_2} unless set
         * @return this builder
         */
        public Builder minimumVersion(TlsVersion version) {
            this.minimumVersion = Objects.requireNonNull(version, "version");
            return this;
        }

        /**
         * Accepts a certificate that was issued for any host at all. Whoever holds a certificate of
         * a trusted CA, for whatever host, can then pretend to be the server; each client that is
         * built with this logs a warning.
         *
         * @return this builder
         */
        public Builder insecureAcceptAnyHostName() {
            this.acceptsAnyHostName = true;
            return this;
        }

        /**
         * Reads the files and makes the options.
         *
         * @return the options
         * @throws IllegalArgumentException if a file is missing or not what it should be, a
         *     password is wrong, or a key does not belong to its certificate; the message names the
         *     file, and no password. Whether certificates have expired is found out when connecting
         */
        public TlsOptions build() {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(key == null ? null : key.get(), trustManagers(), null);
                return new TlsOptions(context, minimumVersion, acceptsAnyHostName, description());
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException("this JDK cannot make a TLS context: " + e, e);
            }
        }

        private TrustManager @Nullable [] trustManagers()
                throws GeneralSecurityException, IOException {
            if (!fingerprints.isEmpty()) {
                return new TrustManager[] {new FingerprintTrust(fingerprints)};
            }
            if (trusted.isEmpty()) {
                return null; // the JDK's own roots
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Supplier<List<X509Certificate>> source : trusted) {
                for (X509Certificate certificate : source.get()) {
                    store.setCertificateEntry("trusted-" + number++, certificate);
                }
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        }

        private String description() {
            return (described.isEmpty() ? "trusts the JDK's roots" : String.join(", ", described))
                    + ", "
                    + keyDescribed;
        }
    }
}
