package dev.flinkrest.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads certificates and private keys in PEM form. Each of its exceptions names the file, and
 * nothing that is secret.
 */
public final class PemFile {
    private static final Pattern BLOCK =
            Pattern.compile("(?s)-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----");

    private PemFile() {}

    /**
     * Holds what stands between two marks.
     *
     * @param label the marks' text, for example {@code CERTIFICATE}
     * @param text what is between them
     */
    private record Block(String label, String text) {
        boolean isCertificate() {
            return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
        }

        boolean isEncryptedByHeader() {
            return text.contains("DEK-Info:") || text.contains("Proc-Type:");
        }

        byte[] bytes(String what, Path file) {
            try {
                return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        what + " " + file + " has a block '" + label + "' that is no Base64");
            }
        }
    }

    /**
     * Reads all certificates of a file.
     *
     * @param what what the file is, for messages
     * @param file the file; what else is in it is passed over
     * @return one or more, in the file's order
     * @throws IllegalArgumentException if the file is not there or holds no certificate
     */
    public static List<X509Certificate> certificates(String what, Path file) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(what, file)) {
            if (block.isCertificate()) {
                certificates.add(certificate(block, what, file, certificates.size() + 1));
            }
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException(
                    what
                            + " "
                            + file
                            + " holds no certificate in PEM form (-----BEGIN CERTIFICATE-----); give a store"
                            + " by trustStore or keyStore; one in DER form becomes PEM by 'openssl x509"
                            + " -inform der -in … -out …'");
        }
        return certificates;
    }

    private static X509Certificate certificate(Block block, String what, Path file, int number) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(block.bytes(what, file)));
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    what
                            + " "
                            + file
                            + " has a certificate, number "
                            + number
                            + ", that cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * Reads the private key of a file.
     *
     * @param what what the file is, for messages
     * @param file the file; what else is in it is passed over
     * @param password opens it; null if it needs none
     * @return the first key
     * @throws IllegalArgumentException if the file is not there, holds no key, or has another
     *     password
     */
    static PrivateKey privateKey(String what, Path file, @Nullable String password) {
        for (Block block : blocks(what, file)) {
            if (!block.label.endsWith("PRIVATE KEY")) {
                continue;
            }
            if (block.isEncryptedByHeader()) {
                throw new IllegalArgumentException(
                        what
                                + " "
                                + file
                                + " is encrypted in OpenSSL's old way (DEK-Info), which Java cannot read; write it"
                                + " anew by 'openssl pkcs8 -topk8 -in "
                                + file
                                + " -out …'");
            }
            return PrivateKeys.of(
                    block.label, block.bytes(what, file), what + " " + file, password);
        }
        throw new IllegalArgumentException(
                what
                        + " "
                        + file
                        + " holds no private key in PEM form (-----BEGIN PRIVATE KEY-----)");
    }

    private static List<Block> blocks(String what, Path file) {
        requireFile(what, file);
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalArgumentException(what + " " + file + " cannot be read: " + e, e);
        }
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        int end = 0;
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
            end = matcher.end();
        }
        if (text.indexOf("-----BEGIN ", end) >= 0) {
            throw new IllegalArgumentException(
                    what + " " + file + " is cut off: its last block does not end");
        }
        return blocks;
    }

    /** Refuses what is no file that can be read. */
    static void requireFile(String what, Path file) {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    what + " " + file + " does not exist (" + file.toAbsolutePath() + ")");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    what
                            + " "
                            + file
                            + (Files.isRegularFile(file)
                                    ? " may not be read by this user"
                                    : " is no file"));
        }
    }
}
