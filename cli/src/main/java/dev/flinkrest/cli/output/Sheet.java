package dev.flinkrest.cli.output;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes one thing to people: lines of label and value, and tables below. */
public final class Sheet {
    private final List<Part> parts = new ArrayList<>();

    /** Is a piece of a sheet. */
    private sealed interface Part {}

    private record Line(String label, String value, Style style) implements Part {}

    private record Section<T>(String title, List<T> rows, View<T> view) implements Part {}

    /**
     * Adds a line, if there is a value.
     *
     * @param label what the value is
     * @param value the value, or null
     * @return this sheet
     */
    public Sheet line(String label, @Nullable Object value) {
        return value == null ? this : line(label, value, Style.PLAIN);
    }

    /**
     * Adds a line with a state, in its colour, if there is one.
     *
     * @param label what the state is of
     * @param state the state, or null
     * @return this sheet
     */
    public Sheet state(String label, @Nullable Object state) {
        return state == null ? this : line(label, state, Style.ofState(state));
    }

    private Sheet line(String label, Object value, Style style) {
        parts.add(new Line(label, value.toString(), style));
        return this;
    }

    /**
     * Adds a table, unless it would be empty.
     *
     * @param <T> what a row is
     * @param title what the table is of
     * @param rows the rows
     * @param view the columns
     * @return this sheet
     */
    public <T> Sheet table(String title, List<T> rows, View<T> view) {
        if (!rows.isEmpty()) {
            parts.add(new Section<>(title, rows, view));
        }
        return this;
    }

    List<String> lines(Looks looks, Table table) {
        int labels =
                parts.stream()
                        .filter(Line.class::isInstance)
                        .mapToInt(part -> Text.width(((Line) part).label) + 1)
                        .max()
                        .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Line line) {
                lines.add(
                        looks.paint(Style.DIM, Text.pad(line.label + ":", labels, false))
                                + "  "
                                + looks.paint(line.style, looks.text(line.value)));
            } else if (part instanceof Section<?> section) {
                lines.addAll(section(section, looks, table));
            }
        }
        return lines;
    }

    private static <T> List<String> section(Section<T> section, Looks looks, Table table) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(looks.paint(Style.BOLD, section.title));
        lines.addAll(table.lines(section.rows, section.view, "  "));
        return lines;
    }
}
