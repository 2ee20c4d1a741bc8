package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A key and a self-signed certificate as {@code keytool} makes them, and files of them in all forms
 * that people have.
 */
final class TlsFiles {
    static final String PASSWORD = Secrets.PASSWORD;

    private final Path directory;
    private final String name;
    private final KeyStore keys;

    /**
     * Makes them for a host or a client of some name; each alternative name as keytool wants it.
     */
    TlsFiles(Path directory, String name, String... alternativeNames)
            throws IOException, GeneralSecurityException, InterruptedException {
        this.directory = directory;
        this.name = name;
        Path store = directory.resolve(name + ".p12");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(
                List.of("-genkeypair", "-alias", name, "-keyalg", "RSA", "-keysize", "2048"));
        command.addAll(List.of("-dname", "CN=" + name, "-validity", "30"));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
        command.addAll(List.of("-storepass", PASSWORD));
        if (alternativeNames.length > 0) {
            command.addAll(List.of("-ext", "san=" + String.join(",", alternativeNames)));
        }
        Path said = directory.resolve(name + ".keytool");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private Certificate certificate() throws GeneralSecurityException {
        return keys.getCertificate(name);
    }

    /** Writes key and certificate; {@code PKCS12} or {@code JKS}. */
    Path keyStore(String type) throws IOException, GeneralSecurityException {
        KeyStore store = empty(type);
        char[] password = PASSWORD.toCharArray();
        store.setKeyEntry(
                name, keys.getKey(name, password), password, keys.getCertificateChain(name));
        return write(store, name + "-keys." + type);
    }

    /** Writes a store that trusts this one and others; {@code PKCS12} or {@code JKS}. */
    Path trustStore(String type, TlsFiles... others) throws IOException, GeneralSecurityException {
        KeyStore store = empty(type);
        store.setCertificateEntry(name, certificate());
        for (TlsFiles other : others) {
            store.setCertificateEntry(other.name, other.certificate());
        }
        return write(store, name + "-" + others.length + "-trust." + type);
    }

    private static KeyStore empty(String type) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        return store;
    }

    private Path write(KeyStore store, String file) throws IOException, GeneralSecurityException {
        Path path = directory.resolve(file);
        try (OutputStream out = Files.newOutputStream(path)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return path;
    }

    Path certificatePem() throws IOException, GeneralSecurityException {
        return pem("CERTIFICATE", certificate().getEncoded(), name + ".pem");
    }

    Path keyPem() throws IOException, GeneralSecurityException {
        byte[] key = keys.getKey(name, PASSWORD.toCharArray()).getEncoded();
        return pem("PRIVATE KEY", key, name + ".key");
    }

    private Path pem(String label, byte[] bytes, String file) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(bytes);
        return Files.writeString(
                directory.resolve(file),
                "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
    }
}
