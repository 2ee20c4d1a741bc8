package dev.flinkrest.error;

/**
 * Is how a server puts something: words, or the words before and after a name of up to a thousand
 * characters, on one line. Looking for it takes time that grows with the text alone, whatever is in
 * it.
 *
 * @param start the words, or those before the name
 * @param end those after the name; empty if there is none
 */
record Phrase(String start, String end) {
    private static final int LONGEST_NAME = 1000;

    static Phrase of(String words) {
        return new Phrase(words, "");
    }

    /** Tells whether the phrase is in a text. */
    boolean isIn(String text) {
        int at = text.indexOf(start);
        if (end.isEmpty()) {
            return at >= 0;
        }
        int after = -1;
        while (at >= 0) {
            int name = at + start.length();
            if (after <= name) {
                after = text.indexOf(end, name + 1);
            }
            if (after < 0) {
                return false;
            }
            if (after - name <= LONGEST_NAME && isName(text, name, after)) {
                return true;
            }
            at = text.indexOf(start, name);
        }
        return false;
    }

    private static boolean isName(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n') {
                return false;
            }
        }
        return !Character.isWhitespace(text.charAt(from));
    }
}
