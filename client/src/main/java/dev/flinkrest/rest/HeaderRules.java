package dev.flinkrest.rest;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Refuses headers that would break a request, or that the client sets itself. */
public final class HeaderRules {
    private static final String SEPARATORS = "\"(),/:;<=>?@[\\]{}";

    /** What says where a request goes and where it ends. */
    private static final Set<String> OURS =
            Set.of(
                    "connection",
                    "content-length",
                    "content-type",
                    "expect",
                    "host",
                    "keep-alive",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private HeaderRules() {}

    /**
     * Checks headers.
     *
     * @param headers values by name
     * @throws IllegalArgumentException if a name is no header's name or one that the client sets
     *     itself, or a value holds a line break or another control character; the message shows
     *     names only
     */
    public static void require(Map<String, String> headers) {
        headers.forEach(HeaderRules::require);
    }

    /**
     * Checks a header.
     *
     * @param name its name
     * @param value its value
     * @throws IllegalArgumentException as {@link #require(Map)} does
     */
    public static void require(String name, String value) {
        if (name == null || name.isEmpty() || !name.chars().allMatch(HeaderRules::isToken)) {
            throw new IllegalArgumentException(
                    "a header is called '"
                            + printable(String.valueOf(name))
                            + "'; expected letters, digits and hyphens");
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "the header " + name + " is set by the client itself; leave it out");
        }
        requireValue("the header " + name, value);
    }

    /**
     * Checks a header's value.
     *
     * @param what says whose value it is, for the message, which does not show the value
     * @param value the value
     * @throws IllegalArgumentException if it is null, or holds a line break or another control
     *     character, or one beyond Latin-1
     */
    static void requireValue(String what, String value) {
        if (value == null) {
            throw new IllegalArgumentException(what + " is null; expected a value");
        }
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f || c > 0xff)) {
            throw new IllegalArgumentException(
                    what
                            + " holds a line break, another control character, or one beyond Latin-1;"
                            + " expected a single line");
        }
    }

    private static boolean isToken(int c) {
        return c > ' ' && c < 0x7f && SEPARATORS.indexOf(c) < 0;
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
