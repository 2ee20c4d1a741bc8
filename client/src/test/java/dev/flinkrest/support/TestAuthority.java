package dev.flinkrest.support;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;

/** A CA for tests, which issues certificates in memory: no tool is started, and nothing is kept. */
public final class TestAuthority {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] ECDSA_WITH_SHA256 = HEX.parseHex("300a06082a8648ce3d040302");
    private static final byte[] IS_CA = HEX.parseHex("300f0603551d130101ff040530030101ff");
    private static final byte[] ALTERNATIVE_NAMES = HEX.parseHex("0603551d11");
    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2049-01-01T00:00:00Z");
    private static final AtomicInteger SERIAL = new AtomicInteger(1);

    /** The CA's own certificate. */
    public final X509Certificate certificate;

    private final X500Principal name;
    private final KeyPair keys;

    /** A key with its certificate and that of its CA. */
    public record Identity(PrivateKey key, List<X509Certificate> chain) {
        public X509Certificate certificate() {
            return chain.get(0);
        }

        /** Makes a key store of it; for the type see {@link KeyStore#getInstance(String)}. */
        public KeyStore store(String type, String keyPassword)
                throws GeneralSecurityException, IOException {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            store.setKeyEntry(
                    "me", key, keyPassword.toCharArray(), chain.toArray(X509Certificate[]::new));
            return store;
        }
    }

    public TestAuthority(String commonName) throws GeneralSecurityException {
        this.name = new X500Principal("CN=" + commonName);
        this.keys = keys("EC");
        this.certificate = sign(name, keys, END, true, List.of());
    }

    private static KeyPair keys(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (!algorithm.startsWith("Ed")) {
            generator.initialize(algorithm.equals("EC") ? 256 : 2048);
        }
        return generator.generateKeyPair();
    }

    /** Issues a certificate for hosts, each a name or an address, with a new EC key. */
    public Identity issue(String commonName, String... hosts) throws GeneralSecurityException {
        return issue(commonName, "EC", END, hosts);
    }

    public Identity issue(String commonName, String algorithm, Instant end, String... hosts)
            throws GeneralSecurityException {
        KeyPair pair = keys(algorithm);
        X509Certificate issued =
                sign(new X500Principal("CN=" + commonName), pair, end, false, List.of(hosts));
        return new Identity(pair.getPrivate(), List.of(issued, certificate));
    }

    private X509Certificate sign(
            X500Principal subject, KeyPair pair, Instant end, boolean ca, List<String> hosts)
            throws GeneralSecurityException {
        List<byte[]> extensions = new ArrayList<>();
        if (ca) {
            extensions.add(IS_CA);
        }
        if (!hosts.isEmpty()) {
            byte[][] names = hosts.stream().map(TestAuthority::generalName).toArray(byte[][]::new);
            extensions.add(der(0x30, ALTERNATIVE_NAMES, der(0x04, der(0x30, names))));
        }
        List<byte[]> fields = new ArrayList<>();
        fields.add(der(0xa0, der(0x02, new byte[] {2})));
        fields.add(der(0x02, BigInteger.valueOf(SERIAL.getAndIncrement()).toByteArray()));
        fields.add(ECDSA_WITH_SHA256);
        fields.add(name.getEncoded());
        fields.add(der(0x30, time(BEGIN), time(end)));
        fields.add(subject.getEncoded());
        fields.add(pair.getPublic().getEncoded());
        if (!extensions.isEmpty()) {
            fields.add(der(0xa3, der(0x30, extensions.toArray(byte[][]::new))));
        }
        byte[] body = der(0x30, fields.toArray(byte[][]::new));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(body);
        byte[] whole = der(0x30, body, ECDSA_WITH_SHA256, der(0x03, new byte[1], signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] generalName(String host) {
        boolean address = host.contains(":") || host.matches("[0-9.]+");
        try {
            return address
                    ? der(0x87, InetAddress.getAllByName(host)[0].getAddress())
                    : der(0x82, host.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalArgumentException(host, e);
        }
    }

    private static byte[] time(Instant time) {
        String text =
                DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'")
                        .withZone(ZoneOffset.UTC)
                        .format(time);
        return der(0x17, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes one element of DER. */
    public static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.size() < 0x80) {
            out.write(content.size());
        } else if (content.size() < 0x100) {
            out.write(0x81);
            out.write(content.size());
        } else {
            out.write(0x82);
            out.write(content.size() >> 8);
            out.write(content.size());
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    /** Makes what a server speaks TLS with; trusts clients of this CA. */
    public SSLContext serverContext(Identity server) throws GeneralSecurityException, IOException {
        KeyManagerFactory keyManagers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(server.store("PKCS12", "server"), "server".toCharArray());
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trustStore("PKCS12", certificate));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    public static KeyStore trustStore(String type, X509Certificate... certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        for (X509Certificate certificate : certificates) {
            store.setCertificateEntry("ca-" + store.size(), certificate);
        }
        return store;
    }

    public static Path write(KeyStore store, String password, Path file)
            throws GeneralSecurityException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }

    public static String pem(String label, byte[] bytes) {
        return "-----BEGIN "
                + label
                + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END "
                + label
                + "-----\n";
    }

    public static String pem(List<X509Certificate> certificates) throws GeneralSecurityException {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            text.append(certificate.getSubjectX500Principal()).append('\n');
            text.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        return text.toString();
    }
}
