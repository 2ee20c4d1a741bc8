package dev.flinkrest.internal.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts the servers whose own certificate has one of some fingerprints, whoever issued it.
 * Immutable and safe for use by many threads.
 */
public final class FingerprintTrust implements X509TrustManager {
    private static final int SHA_1_BYTES = 20;
    private static final int SHA_256_BYTES = 32;

    private final List<byte[]> fingerprints;

    /**
     * Makes the trust manager.
     *
     * @param fingerprints each as {@link #parse} returns it
     */
    public FingerprintTrust(List<byte[]> fingerprints) {
        this.fingerprints = List.copyOf(fingerprints);
    }

    /**
     * Reads a fingerprint.
     *
     * @param text SHA-1 or SHA-256 in hex digits, with or without colons
     * @return its bytes
     * @throws IllegalArgumentException if it is not of that form
     */
    public static byte[] parse(String text) {
        String digits = text.replace(":", "").strip();
        if (digits.matches("[0-9a-fA-F]*")
                && (digits.length() == 2 * SHA_1_BYTES || digits.length() == 2 * SHA_256_BYTES)) {
            return HexFormat.of().parseHex(digits);
        }
        throw new IllegalArgumentException(
                "'"
                        + text
                        + "' is no fingerprint of a certificate; expected the 40 hex digits of SHA-1 or the"
                        + " 64 of SHA-256, as 'openssl x509 -noout -fingerprint -in …' prints them");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        List<String> found = new ArrayList<>();
        for (byte[] fingerprint : fingerprints) {
            byte[] actual =
                    digest(chain[0], fingerprint.length == SHA_1_BYTES ? "SHA-1" : "SHA-256");
            if (MessageDigest.isEqual(actual, fingerprint)) {
                return;
            }
            found.add(HexFormat.ofDelimiter(":").withUpperCase().formatHex(actual));
        }
        throw new WrongFingerprintException(
                "the fingerprint of its certificate is " + found.get(0) + ", not the one expected");
    }

    private static byte[] digest(X509Certificate certificate, String algorithm)
            throws CertificateException {
        try {
            return MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new CertificateException("no fingerprint can be made", e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("a client has no clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    /** Says that a server has another certificate than the one expected. */
    public static final class WrongFingerprintException extends CertificateException {
        private static final long serialVersionUID = 1;

        WrongFingerprintException(String message) {
            super(message);
        }
    }
}
