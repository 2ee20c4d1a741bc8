package dev.flinkrest.cli.output;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Prints: results to standard output in the form that was asked for, and all talk to standard
 * error. Not safe for use by many threads.
 */
public final class Output {
    private final PrintStream out;
    private final PrintStream err;
    private final Looks outLooks;
    private final Looks errLooks;
    private Format format = Format.TABLE;
    private boolean headers = true;
    private boolean begun;

    /**
     * Makes the one that prints.
     *
     * @param out where results go
     * @param outLooks what that can show
     * @param err where talk goes
     * @param errLooks what that can show
     */
    public Output(PrintStream out, Looks outLooks, PrintStream err, Looks errLooks) {
        this.out = out;
        this.outLooks = outLooks;
        this.err = err;
        this.errLooks = errLooks;
    }

    /**
     * Sets the form of results.
     *
     * @param format the form
     * @param headers whether tables have headings
     */
    public void use(Format format, boolean headers) {
        this.format = format;
        this.headers = headers;
    }

    /**
     * Tells whether programs read the results.
     *
     * @return whether they are JSON or YAML
     */
    public boolean isStructured() {
        return format.isStructured();
    }

    /**
     * Tells whether only names are wanted.
     *
     * @return whether each thing is a line with its id or name
     */
    public boolean isNames() {
        return format == Format.NAME;
    }

    private boolean wide() {
        return format == Format.WIDE;
    }

    private Table table() {
        return new Table(outLooks, headers, wide());
    }

    /**
     * Prints things of one kind: a table, or an array.
     *
     * @param <T> what they are
     * @param things the things
     * @param view how they look in a table
     * @param nothing what to say to people if there are none, for example {@code No jobs}
     */
    public <T> void list(List<T> things, View<T> view, String nothing) {
        list(things, things, view, nothing);
    }

    /**
     * Prints the things that one thing consists of: a table of them, or all of it as an object.
     *
     * @param <T> what they are
     * @param whole the whole, for programs
     * @param things the things
     * @param view how they look in a table
     * @param nothing what to say to people if there are none
     */
    public <T> void list(Object whole, List<T> things, View<T> view, String nothing) {
        switch (format) {
            case JSON, YAML -> structured(whole);
            case NAME -> things.forEach(thing -> print(view.name(thing)));
            default -> {
                if (things.isEmpty()) {
                    talk(nothing);
                } else {
                    table().lines(things, view, "").forEach(this::print);
                }
            }
        }
        checkPipe();
    }

    /**
     * Prints one thing: a sheet, or an object.
     *
     * @param <T> what it is
     * @param thing the thing
     * @param name what {@code -o name} prints
     * @param sheet describes it
     */
    public <T> void one(T thing, String name, Function<T, Sheet> sheet) {
        switch (format) {
            case JSON, YAML -> structured(thing);
            case NAME -> print(name);
            default -> sheet.apply(thing).lines(outLooks, table()).forEach(this::print);
        }
        checkPipe();
    }

    /**
     * Prints what is no more than a line.
     *
     * @param value what programs get
     * @param text the line for people, and for {@code -o name}
     */
    public void value(Object value, String text) {
        if (isStructured()) {
            structured(value);
        } else {
            print(shown(text));
        }
        checkPipe();
    }

    /**
     * Prints bytes as they are, and ends the line.
     *
     * @param bytes the bytes
     */
    public void raw(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
        if (bytes.length > 0 && bytes[bytes.length - 1] != '\n') {
            out.print('\n');
        }
        checkPipe();
    }

    /**
     * Prints a line for people; what programs get is printed otherwise.
     *
     * @param text the line
     */
    public void text(String text) {
        print(shown(text));
        checkPipe();
    }

    /**
     * Prints a line of headings, unless none are wanted.
     *
     * @param text the line
     */
    public void heading(String text) {
        if (headers && format != Format.NAME) {
            print(outLooks.paint(Style.BOLD, shown(text)));
            checkPipe();
        }
    }

    /**
     * Tells how wide a line may be.
     *
     * @return the columns of the terminal; without bound where there is none, or all was asked for
     */
    public int room() {
        return outLooks.isTerminal() && !wide() ? outLooks.width() : Integer.MAX_VALUE;
    }

    /**
     * Cuts a text to so many columns, where people read it and did not ask for all of it.
     *
     * @param text the text
     * @param columns how many
     * @return the text
     */
    public String fitting(String text, int columns) {
        return outLooks.isTerminal() && !wide() ? outLooks.cut(shown(text), columns) : text;
    }

    /**
     * Prints a line for people that begins with a mark in a colour.
     *
     * @param mark the mark
     * @param style its colour
     * @param text the rest
     */
    public void marked(String mark, Style style, String text) {
        print(outLooks.paint(style, shown(mark)) + "  " + shown(text));
        checkPipe();
    }

    /**
     * Chooses what can be shown.
     *
     * @param unicode for where there is more than ASCII
     * @param ascii for elsewhere
     * @return one of both
     */
    public String glyph(String unicode, String ascii) {
        return outLooks.unicode() ? unicode : ascii;
    }

    /** Leaves texts that go to files and pipes as they are. */
    private String shown(String text) {
        return outLooks.isTerminal() ? outLooks.text(text) : text;
    }

    /**
     * Prints the next of things that come one after the other: a line of text, a line of JSON, or a
     * document of YAML. It may be written later, with what comes after it.
     *
     * @param thing the thing, for programs
     * @param name what {@code -o name} prints
     * @param text the line for people
     */
    public void more(Object thing, String name, String text) {
        switch (format) {
            case JSON -> print(Structured.jsonLine(thing, outLooks.unicode()));
            case YAML -> {
                if (begun) {
                    print("---");
                }
                print(Structured.yaml(thing, outLooks.unicode()));
            }
            case NAME -> print(name);
            default -> print(shown(text));
        }
        begun = true;
    }

    /**
     * Prints the next of things that come one after the other, as {@link #more} does, at once.
     *
     * @param thing the thing, for programs
     * @param name what {@code -o name} prints
     * @param text the line for people
     */
    public void next(Object thing, String name, String text) {
        more(thing, name, text);
        checkPipe();
    }

    private void structured(@Nullable Object value) {
        print(written(value, outLooks));
    }

    private String written(@Nullable Object value, Looks looks) {
        return format == Format.JSON
                ? Structured.json(value, looks.unicode())
                : Structured.yaml(value, looks.unicode());
    }

    private void print(String line) {
        out.print(line);
        out.print('\n');
    }

    /**
     * Writes what was printed; ends the run when that is of no use any more.
     *
     * @throws OutputEndedException if nobody reads any more, as after {@code head}, or there is no
     *     room
     */
    public void checkPipe() {
        out.flush();
    }

    /**
     * Says something that is no result.
     *
     * @param text a line
     */
    public void talk(String text) {
        say("", text);
    }

    /**
     * Asks; the answer is typed behind it.
     *
     * @param question with its question mark
     */
    public void ask(String question) {
        err.print(errLooks.text(question));
        err.flush();
    }

    private void say(String painted, String text) {
        err.print(painted + errLooks.text(text) + '\n');
        err.flush();
    }

    /**
     * Begins to show that something goes on.
     *
     * @param what what goes on, for example {@code savepoint of job …}
     * @return to be closed before anything else is printed
     */
    public Progress progress(String what) {
        return new Progress(err, errLooks, what);
    }

    /**
     * Is something that takes its time.
     *
     * @param <T> what comes of it
     * @param <E> what it throws
     */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, E extends Exception> {
        /**
         * Does it.
         *
         * @return what comes of it
         * @throws E if it fails
         */
        T run() throws E;
    }

    /**
     * Shows that something goes on while it does.
     *
     * @param <T> what comes of it
     * @param <E> what it throws
     * @param what what goes on, for example {@code savepoint of job …}
     * @param work does it
     * @return what comes of it
     * @throws E if it fails
     */
    public <T extends @Nullable Object, E extends Exception> T during(String what, Work<T, E> work)
            throws E {
        Progress shown = progress(what);
        try {
            return work.run();
        } finally {
            shown.close();
        }
    }

    /**
     * Tells people at a terminal of a step; says nothing elsewhere.
     *
     * @param mark the mark before it
     * @param style its colour
     * @param text what was done
     */
    public void step(String mark, Style style, String text) {
        if (errLooks.isTerminal()) {
            say(errLooks.paint(style, mark) + " ", text);
        }
    }

    /**
     * Warns.
     *
     * @param text what of, and what to do
     */
    public void warn(String text) {
        say(errLooks.paint(Style.BUSY, "warning: "), text);
    }

    /**
     * Says why a command failed: lines for people, an object for programs.
     *
     * @param failure what is known of it, for programs
     * @param text what happened, and what to try
     */
    public void fail(Object failure, String text) {
        out.flush();
        if (isStructured()) {
            err.print(written(failure, errLooks) + '\n');
        } else {
            err.print(errLooks.paint(Style.BAD, "flinkctl: "));
            text.lines().forEach(line -> err.print(errLooks.text(line) + '\n'));
        }
        err.flush();
    }

    /** Writes what has not been written yet. */
    public void flush() {
        out.flush();
        err.flush();
    }
}
