package dev.flinkrest.rest;

import static dev.flinkrest.support.TestAuthority.der;
import static dev.flinkrest.support.TestAuthority.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.support.TestAuthority;
import dev.flinkrest.support.TestAuthority.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsOptionsTest {
    private static final String SECRET = "hunter2";
    private static final HexFormat HEX = HexFormat.of();
    private static final Instant END = Instant.parse("2049-01-01T00:00:00Z");

    private static TestAuthority authority;
    private static Identity ec;
    private static Identity rsa;

    @TempDir private Path directory;

    @BeforeAll
    static void issue() throws GeneralSecurityException {
        authority = new TestAuthority("Test CA");
        ec = authority.issue("ec client");
        rsa = authority.issue("rsa client", "RSA", END);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private Path chain(Identity identity) throws Exception {
        return file("chain.pem", pem(identity.chain()));
    }

    private Path key(String label, byte[] bytes) throws IOException {
        return file("key.pem", pem(label, bytes));
    }

    private static void refused(TlsOptions.Builder builder, String... messages) {
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .satisfies(
                        e ->
                                assertThat(e)
                                        .hasMessageContainingAll(messages)
                                        .hasStackTraceContaining("IllegalArgumentException"))
                .satisfies(
                        e -> {
                            for (Throwable t = e; t != null; t = t.getCause()) {
                                assertThat(t.toString()).doesNotContain(SECRET);
                            }
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void tellsStoresApartByTheirContent(String type) throws Exception {
        Path trust =
                TestAuthority.write(
                        TestAuthority.trustStore(type, authority.certificate),
                        SECRET,
                        directory.resolve("trust.store"));
        Path keys =
                TestAuthority.write(
                        rsa.store(type, SECRET), SECRET, directory.resolve("key.store"));
        TlsOptions options =
                TlsOptions.builder().trustStore(trust, SECRET).keyStore(keys, SECRET).build();
        assertThat(options)
                .hasToString(
                        "TlsOptions[trusts "
                                + trust
                                + ", client certificate of "
                                + keys
                                + ", TLSv1.2 or newer]");
        refused(
                TlsOptions.builder().trustStore(trust, SECRET + "x"),
                "trust store " + trust + " has another password than the one given");
        refused(
                TlsOptions.builder().keyStore(keys, SECRET + "x"),
                "key store " + keys + " has another password than the one given");
        refused(
                TlsOptions.builder().keyStore(keys, SECRET, SECRET + "x"),
                "key store " + keys + " can be opened, but not the key in it");
        refused(
                TlsOptions.builder().keyStore(trust, SECRET),
                "key store " + trust + " holds no private key with a certificate");
    }

    @Test
    void opensAKeyWithItsOwnPassword() throws Exception {
        Path keys =
                TestAuthority.write(
                        ec.store("JKS", "of the key"), SECRET, directory.resolve("key.jks"));
        assertThat(TlsOptions.builder().keyStore(keys, SECRET, "of the key").build().toString())
                .contains("client certificate of " + keys);
        refused(TlsOptions.builder().keyStore(keys, SECRET), "give the key's own password too");
    }

    @Test
    void saysWhatIsWrongWithAStore() throws Exception {
        Path missing = directory.resolve("missing.p12");
        Path pem = file("ca.pem", pem(ec.chain()));
        Path empty =
                TestAuthority.write(
                        TestAuthority.trustStore("PKCS12"), SECRET, directory.resolve("empty.p12"));
        KeyStore crossed = KeyStore.getInstance("JKS");
        crossed.load(null, null);
        crossed.setKeyEntry(
                "mine",
                ec.key(),
                SECRET.toCharArray(),
                authority.issue("another").chain().toArray(Certificate[]::new));
        Path wrong = TestAuthority.write(crossed, SECRET, directory.resolve("crossed.jks"));
        refused(
                TlsOptions.builder().trustStore(missing, SECRET),
                "trust store " + missing + " does not exist");
        refused(
                TlsOptions.builder().trustStore(directory, SECRET),
                "trust store " + directory + " is no file");
        refused(
                TlsOptions.builder().trustStore(pem, SECRET),
                "trust store " + pem + " is neither PKCS12 nor JKS; if it is PEM");
        refused(
                TlsOptions.builder().trustStore(empty, SECRET),
                "trust store " + empty + " holds no trusted certificate");
        refused(
                TlsOptions.builder().keyStore(wrong, SECRET),
                "key store "
                        + wrong
                        + " has a key, 'mine', that does not belong to its certificate");
    }

    @Test
    void trustsEachKeysOwnCertificateInATrustStoreAsTheJdkDoes() throws Exception {
        Path store =
                TestAuthority.write(
                        ec.store("PKCS12", SECRET), SECRET, directory.resolve("both.p12"));
        assertThat(TlsOptions.builder().trustStore(store, SECRET).build().toString())
                .contains("trusts " + store);
    }

    @Test
    void saysWhatIsWrongWithTrustedCertificates() throws Exception {
        Path missing = directory.resolve("missing.pem");
        Path none = file("none.pem", pem("PRIVATE KEY", ec.key().getEncoded()));
        Path cut = file("cut.pem", pem(ec.chain()).substring(0, 400));
        Path garbled = file("garbled.pem", pem(ec.chain()).replaceFirst("MII", "M*I"));
        Path damaged = file("damaged.pem", pem(ec.chain()) + pem("CERTIFICATE", new byte[] {1}));
        refused(
                TlsOptions.builder().trustCertificates(missing),
                "trusted certificate " + missing + " does not exist");
        refused(
                TlsOptions.builder().trustCertificates(none),
                "trusted certificate " + none + " holds no certificate in PEM form");
        refused(TlsOptions.builder().trustCertificates(cut), cut + " is cut off");
        refused(
                TlsOptions.builder().trustCertificates(garbled),
                garbled + " has a block 'CERTIFICATE' that is no Base64");
        refused(
                TlsOptions.builder().trustCertificates(damaged),
                damaged + " has a certificate, number 3, that cannot be read");
    }

    private static byte[] withinPkcs8(byte[] pkcs8, int algorithmBytes) {
        // SEQUENCE, version, algorithm, OCTET STRING; each header of a key this long has 2 to 4
        // bytes
        int headers = pkcs8.length > 0x100 ? 4 : pkcs8.length > 0x7f + 2 ? 3 : 2;
        int begin = headers + 3 + algorithmBytes;
        int inner = pkcs8[begin + 1] < 0 ? 2 + (pkcs8[begin + 1] & 0x7f) : 2;
        return Arrays.copyOfRange(pkcs8, begin + inner, pkcs8.length);
    }

    @Test
    void readsKeysInAllFormsThatOpenSslWritesPlain() throws Exception {
        Identity ed = authority.issue("ed client", "Ed25519", END);
        for (Identity identity : List.of(ec, rsa, ed)) {
            key("PRIVATE KEY", identity.key().getEncoded());
            assertThat(build(identity)).contains("client certificate of");
        }
        key("RSA PRIVATE KEY", withinPkcs8(rsa.key().getEncoded(), 15));
        assertThat(build(rsa)).contains("client certificate of");

        byte[] pkcs8 = ec.key().getEncoded();
        byte[] p256 = HEX.parseHex("06082a8648ce3d030107");
        byte[] plain = withinPkcs8(pkcs8, 21); // version and number, without the curve
        byte[] sec1 = der(0x30, Arrays.copyOfRange(plain, 2, 2 + 3 + 2 + 32), der(0xa0, p256));
        file("key.pem", pem("EC PARAMETERS", p256) + pem("EC PRIVATE KEY", sec1));
        assertThat(build(ec)).contains("client certificate of");
        Path curveless = key("EC PRIVATE KEY", plain);
        refused(
                TlsOptions.builder().clientCertificate(chain(ec), curveless),
                "client key " + curveless + " is damaged, or does not name its curve",
                "openssl pkcs8 -topk8");
    }

    private String build(Identity identity) throws Exception {
        return TlsOptions.builder()
                .clientCertificate(chain(identity), directory.resolve("key.pem"))
                .build()
                .toString();
    }

    /** Encrypts as OpenSSL has done by default since 1.1 (PBES2), or in one of its older ways. */
    private static byte[] encrypted(byte[] pkcs8, String algorithm) throws Exception {
        byte[] salt = {1, 2, 3, 4, 5, 6, 7, 8};
        boolean newer = algorithm.startsWith("PBKDF2");
        char[] password = SECRET.toCharArray();
        if (!newer) {
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm)
                            .generateSecret(new PBEKeySpec(password)),
                    new PBEParameterSpec(salt, 2_048));
            return new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(pkcs8))
                    .getEncoded();
        }
        byte[] key =
                SecretKeyFactory.getInstance(algorithm)
                        .generateSecret(new PBEKeySpec(password, salt, 2_048, 256))
                        .getEncoded();
        byte[] iv = Arrays.copyOf(salt, 16);
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        byte[] hmac =
                HEX.parseHex(
                        algorithm.endsWith("SHA1")
                                ? "300c06082a864886f70d02070500"
                                : "300c06082a864886f70d02090500");
        byte[] pbkdf2 =
                der(
                        0x30,
                        HEX.parseHex("06092a864886f70d01050c"),
                        der(0x30, der(0x04, salt), der(0x02, new byte[] {8, 0}), hmac));
        byte[] aes256 = der(0x30, HEX.parseHex("060960864801650304012a"), der(0x04, iv));
        byte[] pbes2 = der(0x30, HEX.parseHex("06092a864886f70d01050d"), der(0x30, pbkdf2, aes256));
        return der(0x30, pbes2, der(0x04, cipher.doFinal(pkcs8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PBKDF2WithHmacSHA256",
                "PBKDF2WithHmacSHA1",
                "PBEWithSHA1AndDESede",
                "PBEWithMD5AndDES"
            })
    void readsEncryptedKeys(String algorithm) throws Exception {
        Path chain = chain(rsa);
        Path key = key("ENCRYPTED PRIVATE KEY", encrypted(rsa.key().getEncoded(), algorithm));
        assertThat(TlsOptions.builder().clientCertificate(chain, key, SECRET).build().toString())
                .contains("client certificate of " + chain)
                .doesNotContain(SECRET);
        refused(
                TlsOptions.builder().clientCertificate(chain, key, SECRET + "x"),
                "client key " + key + " has another password than the one given");
        refused(
                TlsOptions.builder().clientCertificate(chain, key, "pässword"),
                "client key " + key);
        refused(
                TlsOptions.builder().clientCertificate(chain, key),
                "client key " + key + " is encrypted, and no password was given for it");
    }

    @Test
    void saysWhatIsWrongWithAClientsKey() throws Exception {
        Path chain = chain(ec);
        Path old =
                file(
                        "old.pem",
                        """
                        -----BEGIN RSA PRIVATE KEY-----
                        Proc-Type: 4,ENCRYPTED
                        DEK-Info: AES-256-CBC,00

                        AAAA
                        -----END RSA PRIVATE KEY-----
                        """);
        refused(
                TlsOptions.builder().clientCertificate(chain, old, SECRET),
                "client key " + old + " is encrypted in OpenSSL's old way",
                "'openssl pkcs8 -topk8 -in " + old);
        refused(
                TlsOptions.builder().clientCertificate(chain, chain),
                "client key " + chain + " holds no private key in PEM form");
        Path damaged = key("PRIVATE KEY", new byte[] {0x30, 1, 0});
        refused(
                TlsOptions.builder().clientCertificate(chain, damaged),
                "client key " + damaged + " is damaged");
        Path strange = key("ANY PRIVATE KEY", new byte[] {1});
        refused(
                TlsOptions.builder().clientCertificate(chain, strange),
                strange + " is of a kind that is not read, 'ANY PRIVATE KEY'",
                "openssl pkcs8 -topk8");
        Path unreadable = key("ENCRYPTED PRIVATE KEY", new byte[] {0x30, 1, 0});
        refused(
                TlsOptions.builder().clientCertificate(chain, unreadable, SECRET),
                unreadable + " is damaged, or encrypted in a way that this JDK cannot read");
    }

    @Test
    void refusesAKeyOfAnotherCertificate() throws Exception {
        Path key = key("PRIVATE KEY", ec.key().getEncoded());
        Path others = file("others.pem", pem(authority.issue("someone else").chain()));
        Path caFirst = file("ca-first.pem", pem(List.of(authority.certificate, ec.certificate())));
        Path ofRsa = file("rsa.pem", pem(rsa.chain()));
        refused(
                TlsOptions.builder().clientCertificate(others, key),
                "client key " + key + " does not belong to the first certificate of " + others,
                "which is that of CN=someone else");
        refused(
                TlsOptions.builder().clientCertificate(caFirst, key),
                "which is that of CN=Test CA; the client's own must come first");
        refused(TlsOptions.builder().clientCertificate(ofRsa, key), "does not belong");
        Path noChain =
                file(
                        "no-chain.pem",
                        pem(
                                List.of(
                                        ec.certificate(),
                                        new TestAuthority("Another CA").certificate)));
        refused(
                TlsOptions.builder().clientCertificate(noChain, key),
                "the certificates in " + noChain + " are no chain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12:34", "zz", "2FD4E1C67A2D28FCED849EE1BB76E7391B93EB1"})
    void refusesWhatIsNoFingerprint(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsOptions.builder().trustFingerprint(text))
                .withMessageStartingWith("'" + text + "' is no fingerprint of a certificate");
    }

    @Test
    void describesItself() throws Exception {
        assertThat(TlsOptions.builder().build())
                .hasToString(
                        "TlsOptions[trusts the JDK's roots, no client certificate, TLSv1.2 or newer]");
        TlsOptions insecure =
                TlsOptions.builder()
                        .minimumVersion(TlsVersion.TLS_1_3)
                        .insecureAcceptAnyHostName()
                        .build();
        assertThat(insecure)
                .hasToString(
                        "TlsOptions[trusts the JDK's roots, no client certificate, TLSv1.3 or newer,"
                                + " any host name]");
        SSLContext context = SSLContext.getDefault();
        assertThat(TlsOptions.of(context).sslContext()).isSameAs(context);
        assertThat(TlsOptions.of(context).acceptsAnyHostName()).isFalse();
    }
}
