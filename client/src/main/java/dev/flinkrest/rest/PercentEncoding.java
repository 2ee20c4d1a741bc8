package dev.flinkrest.rest;

import java.nio.charset.StandardCharsets;

/**
 * Percent-encodes text so that it stays inside the path segment or query value that it is meant
 * for.
 */
final class PercentEncoding {
    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final boolean[] IN_SEGMENT = table(UNRESERVED + ":");
    private static final boolean[] IN_QUERY = table(UNRESERVED + ":/");
    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    static String segment(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' cannot be part of a path; expected a name other than '', '.' and '..'");
        }
        // Flink decodes a path, cuts it at '?' and '/', and decodes each part again, as a form:
        // what
        // would mean something else then must survive the first time
        String once =
                text.replace("%", "%25")
                        .replace("+", "%2B")
                        .replace("/", "%2F")
                        .replace("?", "%3F");
        return encode(once, IN_SEGMENT);
    }

    static String query(String text) {
        return encode(text, IN_QUERY);
    }

    private static String encode(String text, boolean[] plain) {
        int i = 0;
        while (i < text.length() && isPlain(text.charAt(i), plain)) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, i);
        for (byte b : text.substring(i).getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isPlain(c, plain)) {
                out.append(c);
            } else {
                out.append('%').append(DIGITS[c >> 4]).append(DIGITS[c & 0xf]);
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c, boolean[] plain) {
        return c < plain.length && plain[c];
    }

    private static boolean[] table(String chars) {
        boolean[] table = new boolean[128];
        chars.chars().forEach(c -> table[c] = true);
        return table;
    }
}
