package dev.flinkrest.error;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds what a web page says first, in time that grows with its length and no faster: a proxy sends
 * what it likes.
 */
final class WebPage {
    /** Elements whose content nobody reads. */
    private static final List<String> UNREAD = List.of("script", "style", "head");

    private final String page;
    private final StringBuilder text = new StringBuilder();

    /** What the rest of the page has not got, so that it is not looked for again and again. */
    private final List<String> absent = new ArrayList<>();

    private WebPage(String page) {
        this.page = page;
    }

    /** Returns the title of a page, or the first line of its text; empty if it has neither. */
    static String firstLine(String page) {
        WebPage read = new WebPage(page);
        String title = read.title();
        if (!title.isEmpty()) {
            return title;
        }
        return (page.startsWith("<") ? read.text() : page)
                .strip()
                .lines()
                .findFirst()
                .orElse("")
                .strip();
    }

    private String title() {
        int begin = find("<title>", 0);
        int end = begin < 0 ? -1 : find("</title>", begin);
        return end < 0 ? "" : page.substring(begin + "<title>".length(), end).strip();
    }

    /** Puts a line break where there is a tag, a comment or an unread element. */
    private String text() {
        int from = 0;
        for (int tag = page.indexOf('<'); tag >= 0; tag = page.indexOf('<', from)) {
            int end = end(tag);
            if (end < 0) {
                break;
            }
            text.append(page, from, tag).append('\n');
            from = end;
        }
        return text.append(page, from, page.length()).toString();
    }

    /**
     * Returns where it goes on after a tag, comment or unread element; negative if it has no end.
     */
    private int end(int tag) {
        if (page.startsWith("<!--", tag)) {
            int end = find("-->", tag);
            if (end >= 0) {
                return end + "-->".length();
            }
        }
        for (String element : UNREAD) {
            if (begins(element, tag + 1)) {
                String closing = "</" + element + ">";
                int end = find(closing, tag);
                if (end >= 0) {
                    return end + closing.length();
                }
            }
        }
        int end = page.indexOf('>', tag);
        return end < 0 ? -1 : end + 1;
    }

    private boolean begins(String element, int at) {
        int after = at + element.length();
        return page.regionMatches(true, at, element, 0, element.length())
                && (after == page.length() || !Character.isLetterOrDigit(page.charAt(after)));
    }

    /** Finds a tag in either case; negative if there is none from there on. */
    private int find(String what, int from) {
        if (absent.contains(what)) {
            return -1;
        }
        int last = page.length() - what.length();
        for (int at = page.indexOf(what.charAt(0), from);
                at >= 0 && at <= last;
                at = page.indexOf(what.charAt(0), at + 1)) {
            if (page.regionMatches(true, at, what, 0, what.length())) {
                return at;
            }
        }
        absent.add(what);
        return -1;
    }
}
