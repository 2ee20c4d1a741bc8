package dev.flinkrest.cli.output;

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
