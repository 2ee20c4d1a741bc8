package dev.flinkrest.cli.output;

import java.util.List;

/**
 * Says what the place where something is printed can show.
 *
 * @param isTerminal whether people read it
 * @param colours whether it has colours
 * @param unicode whether it has more than ASCII
 * @param width how many columns it has; heeded on terminals only
 */
public record Looks(boolean isTerminal, boolean colours, boolean unicode, int width) {
    /** A file or a pipe. */
    public static final Looks NONE = new Looks(false, false, true, Integer.MAX_VALUE);

    /**
     * Lays rows out in columns.
     *
     * @param <T> what a row is
     * @param rows the rows
     * @param view the columns
     * @return a line for the headings, and one for each row
     */
    public <T> List<String> table(List<T> rows, View<T> view) {
        return new Table(this, true, false).lines(rows, view, "");
    }

    /**
     * Fills a text up with blanks.
     *
     * @param text the text
     * @param columns how many columns it shall take at least
     * @param right whether the blanks come before it
     * @return the text
     */
    public static String pad(String text, int columns, boolean right) {
        return Text.pad(text, columns, right);
    }

    String paint(Style style, String text) {
        return colours ? style.paint(text) : text;
    }

    /** Makes a server's text harmless where it is a terminal that shows it. */
    String text(String text) {
        return Text.visible(text);
    }

    String cut(String text, int columns) {
        return Text.cut(text, columns, unicode ? "…" : "~");
    }
}
