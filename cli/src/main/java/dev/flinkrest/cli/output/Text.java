package dev.flinkrest.cli.output;

import org.jline.utils.WCWidth;

/** What a terminal makes of a text that a server sent. */
final class Text {
    private Text() {}

    /** Replaces what would move the cursor or change the colours; a job's name may hold it. */
    static String visible(String text) {
        int i = 0;
        while (i < text.length() && !Character.isISOControl(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text);
        for (; i < visible.length(); i++) {
            if (Character.isISOControl(visible.charAt(i))) {
                visible.setCharAt(
                        i, visible.charAt(i) == '\n' || visible.charAt(i) == '\t' ? ' ' : '?');
            }
        }
        return visible.toString();
    }

    /** Counts the columns that a text takes on a terminal. */
    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += width(c);
            i += Character.charCount(c);
        }
        return width;
    }

    private static int width(int c) {
        // most text is of characters that need no table
        return c < 0x300 ? 1 : Math.max(0, WCWidth.wcwidth(c));
    }

    /** Cuts a text to so many columns; the last one tells that it was cut. */
    static String cut(String text, int columns, String ellipsis) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int left = columns - width(ellipsis);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            left -= width(c);
            if (left < 0) {
                break;
            }
            cut.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return cut.append(ellipsis).toString();
    }

    static String pad(String text, int columns, boolean right) {
        String blanks = " ".repeat(Math.max(0, columns - width(text)));
        return right ? blanks + text : text + blanks;
    }
}
