package dev.flinkrest.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says how things of one kind look in a table: which columns there are, and what names a thing.
 * Built once and kept.
 *
 * @param <T> the kind of thing
 */
public final class View<T> {
    /** How a column gives way when the terminal is narrow. */
    enum Fit {
        /** Stays whole. */
        RIGID,
        /** Is cut at its end. */
        CUT,
        /** Is shortened to what tells it from the others. */
        ID
    }

    /**
     * Is one column.
     *
     * @param <T> what a row is
     */
    record Column<T>(
            String header,
            Function<T, @Nullable Object> value,
            Function<T, Style> style,
            boolean right,
            boolean wide,
            Fit fit) {}

    private final Function<T, String> name;
    private final List<Column<T>> columns = new ArrayList<>();

    private View(Function<T, String> name) {
        this.name = name;
    }

    /**
     * Begins a view.
     *
     * @param <T> the kind of thing
     * @param name what {@code -o name} prints of a thing
     * @return a view without columns
     */
    public static <T> View<T> named(Function<T, String> name) {
        return new View<>(name);
    }

    /**
     * Adds a column of ids, which may be shortened on a terminal.
     *
     * @param header the heading
     * @param value what stands in it
     * @return this view
     */
    public View<T> id(String header, Function<T, @Nullable Object> value) {
        return add(header, value, thing -> Style.PLAIN, false, false, Fit.ID);
    }

    /**
     * Adds a column of texts, which may be cut on a terminal.
     *
     * @param header the heading
     * @param value what stands in it; null is shown as a dash
     * @return this view
     */
    public View<T> text(String header, Function<T, @Nullable Object> value) {
        return add(header, value, thing -> Style.PLAIN, false, false, Fit.CUT);
    }

    /**
     * Adds a column that stays whole.
     *
     * @param header the heading
     * @param value what stands in it; null is shown as a dash
     * @return this view
     */
    public View<T> column(String header, Function<T, @Nullable Object> value) {
        return add(header, value, thing -> Style.PLAIN, false, false, Fit.RIGID);
    }

    /**
     * Adds a column of states, in their colours.
     *
     * @param header the heading
     * @param value the state; null is shown as a dash
     * @return this view
     */
    public View<T> state(String header, Function<T, @Nullable Object> value) {
        return add(
                header,
                value,
                thing -> {
                    Object state = value.apply(thing);
                    return state == null ? Style.DIM : Style.ofState(state);
                },
                false,
                false,
                Fit.RIGID);
    }

    /**
     * Adds a column of numbers, durations or sizes, aligned to the right.
     *
     * @param header the heading
     * @param value what stands in it; null is shown as a dash
     * @return this view
     */
    public View<T> number(String header, Function<T, @Nullable Object> value) {
        return add(header, value, thing -> Style.PLAIN, true, false, Fit.RIGID);
    }

    /**
     * Adds a column in colours.
     *
     * @param header the heading
     * @param value what stands in it; null is shown as a dash
     * @param style its colour
     * @return this view
     */
    public View<T> styled(
            String header, Function<T, @Nullable Object> value, Function<T, Style> style) {
        return add(header, value, style, false, false, Fit.RIGID);
    }

    /**
     * Makes the column that was added last one of {@code -o wide} only.
     *
     * @return this view
     */
    public View<T> onlyWide() {
        int last = columns.size() - 1;
        Column<T> column = columns.get(last);
        columns.set(
                last,
                new Column<>(
                        column.header, column.value, column.style, column.right, true, column.fit));
        return this;
    }

    private View<T> add(
            String header,
            Function<T, @Nullable Object> value,
            Function<T, Style> style,
            boolean right,
            boolean wide,
            Fit fit) {
        columns.add(new Column<>(header, value, style, right, wide, fit));
        return this;
    }

    List<Column<T>> columns(boolean wide) {
        return columns.stream().filter(column -> wide || !column.wide).toList();
    }

    String name(T thing) {
        return name.apply(thing);
    }
}
