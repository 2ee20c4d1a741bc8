package dev.flinkrest.id;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Checks and makes the 32 hexadecimal digits that most of Flink's ids are. */
final class Hex {
    private static final int LENGTH = 32;
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private static final byte UPPER = 1;
    private static final byte NO_DIGIT = 2;

    /** What each ASCII character is; 0 for a lower-case digit. */
    private static final byte[] KINDS = kinds();

    private Hex() {}

    private static byte[] kinds() {
        byte[] kinds = new byte[128];
        Arrays.fill(kinds, NO_DIGIT);
        for (char c : DIGITS) {
            kinds[Character.toUpperCase(c)] = UPPER;
        }
        for (char c : DIGITS) {
            kinds[c] = 0;
        }
        return kinds;
    }

    static String check(String what, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    what + " is null; expected " + LENGTH + " hexadecimal digits");
        }
        int kinds = 0; // or-ed without a branch: the digits of an id cannot be predicted
        boolean valid = value.length() == LENGTH;
        for (int i = 0; valid && i < LENGTH; i++) {
            char c = value.charAt(i);
            kinds |= c < KINDS.length ? KINDS[c] : NO_DIGIT;
        }
        valid &= (kinds & NO_DIGIT) == 0;
        if (!valid) {
            throw new IllegalArgumentException(
                    what
                            + " '"
                            + value
                            + "' is not valid; expected "
                            + LENGTH
                            + " hexadecimal digits, such as"
                            + " 02b969df26f8f7bc553b3fde61895c07");
        }
        return (kinds & UPPER) != 0 ? lower(value) : value;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'F';
    }

    private static String lower(String value) {
        char[] chars = value.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (isUpper(chars[i])) {
                chars[i] = (char) (chars[i] + 'a' - 'A');
            }
        }
        return new String(chars);
    }

    static String random(Random random) {
        char[] chars = new char[LENGTH];
        for (int half = 0; half < LENGTH; half += 16) {
            long bits = random.nextLong();
            for (int i = 0; i < 16; i++, bits >>>= 4) {
                chars[half + i] = DIGITS[(int) (bits & 0xf)];
            }
        }
        return new String(chars);
    }
}
