package dev.flinkrest.id;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Checks and makes the 32 hexadecimal digits that most of Flink's ids are. */
final class Hex {
    private static final int LENGTH = 32;
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private Hex() {}

    static String check(String what, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    what + " is null; expected " + LENGTH + " hexadecimal digits");
        }
        boolean upper = false;
        boolean valid = value.length() == LENGTH;
        for (int i = 0; valid && i < LENGTH; i++) {
            char c = value.charAt(i);
            upper |= isUpper(c);
            valid = isDigit(c) || isUpper(c) || (c >= 'a' && c <= 'f');
        }
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
        return upper ? lower(value) : value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
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
