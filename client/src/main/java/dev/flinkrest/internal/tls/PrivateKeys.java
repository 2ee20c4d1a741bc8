package dev.flinkrest.internal.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes keys of the bytes in a PEM block: PKCS#8, plain or encrypted, and the older PKCS#1 and
 * SEC1, which become PKCS#8 by a frame around them.
 */
final class PrivateKeys {
    private static final String[] ALGORITHMS = {"RSA", "EC", "EdDSA", "RSASSA-PSS", "DSA"};
    private static final String REWRITE = "; write it anew by 'openssl pkcs8 -topk8 -in … -out …'";

    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int PARAMETERS = 0xa0;

    private static final byte[] VERSION_0 = {INTEGER, 1, 0};
    private static final byte[] RSA_ALGORITHM =
            HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] EC_OID = HexFormat.of().parseHex("06072a8648ce3d0201");

    private PrivateKeys() {}

    /**
     * Makes a key.
     *
     * @param label the block's label
     * @param bytes the block's content
     * @param name what the file is and its path, for messages
     * @param password opens it; null if there is none
     */
    static PrivateKey of(String label, byte[] bytes, String name, @Nullable String password) {
        return switch (label) {
            case "PRIVATE KEY" -> pkcs8(bytes, name);
            case "ENCRYPTED PRIVATE KEY" -> decrypted(bytes, name, password);
            case "RSA PRIVATE KEY" -> pkcs8(framed(RSA_ALGORITHM, bytes), name);
            case "EC PRIVATE KEY" -> pkcs8(framed(ecAlgorithm(bytes, name), bytes), name);
            default ->
                    throw new IllegalArgumentException(
                            name + " is of a kind that is not read, '" + label + "'" + REWRITE);
        };
    }

    private static PrivateKey pkcs8(byte[] bytes, String name) {
        PrivateKey key = read(bytes);
        if (key == null) {
            throw new IllegalArgumentException(
                    name + " is damaged, or of an algorithm that this JDK does not have");
        }
        return key;
    }

    private static @Nullable PrivateKey read(byte[] bytes) {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(bytes);
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException | NoSuchAlgorithmException e) {
                // the next may be it
            }
        }
        return null;
    }

    private static PrivateKey decrypted(byte[] bytes, String name, @Nullable String password) {
        if (password == null) {
            throw new IllegalArgumentException(
                    name + " is encrypted, and no password was given for it");
        }
        byte[] plain;
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(bytes);
            AlgorithmParameters parameters = info.getAlgParameters();
            // of PBES2, only the parameters tell which cipher it is, in the form that the JDK wants
            String algorithm =
                    parameters != null && info.getAlgName().equals("PBES2")
                            ? parameters.toString()
                            : info.getAlgName();
            SecretKey secret =
                    SecretKeyFactory.getInstance(algorithm)
                            .generateSecret(new PBEKeySpec(password.toCharArray()));
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, secret, parameters);
            plain = cipher.doFinal(info.getEncryptedData());
        } catch (InvalidKeyException | InvalidKeySpecException e) {
            throw new IllegalArgumentException(
                    name + " cannot be opened with such a password: only ASCII is possible");
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalArgumentException(
                    name
                            + " is damaged, or encrypted in a way that this JDK cannot read"
                            + REWRITE);
        } catch (GeneralSecurityException e) {
            throw wrongPassword(name);
        }
        PrivateKey key = read(plain);
        if (key == null) { // one wrong password in 256 leads to something, but to no key
            throw wrongPassword(name);
        }
        return key;
    }

    private static IllegalArgumentException wrongPassword(String name) {
        return new IllegalArgumentException(name + " has another password than the one given");
    }

    /** Finds the curve, which stands within the key. */
    private static byte[] ecAlgorithm(byte[] key, String name) {
        try {
            ByteBuffer fields = contents(ByteBuffer.wrap(key), SEQUENCE);
            contents(fields, INTEGER);
            contents(fields, OCTET_STRING);
            ByteBuffer curve = contents(fields, PARAMETERS);
            byte[] bytes = new byte[curve.remaining()];
            curve.get(bytes);
            return der(SEQUENCE, EC_OID, bytes);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    name + " is damaged, or does not name its curve" + REWRITE);
        }
    }

    /** Reads one element, and returns what is in it. */
    private static ByteBuffer contents(ByteBuffer der, int tag) {
        if ((der.get() & 0xff) != tag) {
            throw new IllegalArgumentException("another element than expected");
        }
        int length = der.get() & 0xff;
        if (length >= 0x80) {
            int bytes = length & 0x7f;
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = (length << 8) | (der.get() & 0xff);
            }
        }
        ByteBuffer contents = der.slice(der.position(), length);
        der.position(der.position() + length);
        return contents;
    }

    private static byte[] framed(byte[] algorithm, byte[] key) {
        return der(SEQUENCE, VERSION_0, algorithm, der(OCTET_STRING, key));
    }

    private static byte[] der(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else { // two bytes are enough for any key
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
