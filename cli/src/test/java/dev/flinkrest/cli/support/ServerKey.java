package dev.flinkrest.cli.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and a certificate of its own, made for the one who asks. */
public final class ServerKey {
    private static final String PASSWORD = "no-secret";

    private final Path directory;
    private final KeyStore keys;

    /** Makes them for a host, such as {@code ip:127.0.0.1} or {@code dns:flink.example}. */
    public ServerKey(Path directory, String host)
            throws IOException, GeneralSecurityException, InterruptedException {
        this.directory = directory;
        Path store = directory.resolve("server.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=canned",
                                "-ext",
                                "san=" + host,
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
        keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    ServerSocketFactory sockets() throws IOException {
        try {
            KeyManagerFactory managers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context.getServerSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Writes the certificate, for those who shall trust it. */
    public Path certificate() throws IOException, GeneralSecurityException {
        return Files.writeString(
                directory.resolve("server.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(der())
                        + "\n-----END CERTIFICATE-----\n");
    }

    public String fingerprint() throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der()));
    }

    private byte[] der() throws GeneralSecurityException {
        return keys.getCertificate("server").getEncoded();
    }
}
