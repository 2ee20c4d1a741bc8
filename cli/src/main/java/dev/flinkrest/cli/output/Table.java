package dev.flinkrest.cli.output;

import dev.flinkrest.cli.output.View.Column;
import dev.flinkrest.cli.output.View.Fit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lays rows out in columns, and makes them fit. */
final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;
    private static final int SHORTEST_ID = 8;

    private final Looks looks;
    private final boolean headers;
    private final boolean wide;

    Table(Looks looks, boolean headers, boolean wide) {
        this.looks = looks;
        this.headers = headers;
        this.wide = wide;
    }

    private record Cell(String text, Style style) {}

    /** Is a column with all its cells. */
    private static final class Filled {
        final Column<?> column;
        final List<Cell> cells = new ArrayList<>();
        int width;

        Filled(Column<?> column) {
            this.column = column;
        }
    }

    /** Writes a line for the headings and one for each row. */
    <T> List<String> lines(List<T> rows, View<T> view, String indent) {
        List<Filled> filled = new ArrayList<>();
        for (Column<T> column : view.columns(wide)) {
            filled.add(fill(column, rows));
        }
        if (looks.isTerminal() && !wide) {
            fit(filled, looks.width() - indent.length());
        }
        List<String> lines = new ArrayList<>();
        if (headers) {
            lines.add(line(filled, -1, indent));
        }
        for (int row = 0; row < rows.size(); row++) {
            lines.add(line(filled, row, indent));
        }
        return lines;
    }

    private <T> Filled fill(Column<T> column, List<T> rows) {
        Filled filled = new Filled(column);
        for (T row : rows) {
            Object value = column.value().apply(row);
            filled.cells.add(
                    value == null
                            ? new Cell(Quantities.NONE, Style.DIM)
                            : new Cell(looks.text(value.toString()), column.style().apply(row)));
        }
        if (column.fit() == Fit.ID && looks.isTerminal() && !wide) {
            shorten(filled.cells);
        }
        measure(filled);
        return filled;
    }

    private void measure(Filled filled) {
        filled.width = headers ? Text.width(filled.column.header()) : 0;
        for (Cell cell : filled.cells) {
            filled.width = Math.max(filled.width, Text.width(cell.text));
        }
    }

    /** Leaves as much of each id as tells it from the others. */
    private static void shorten(List<Cell> ids) {
        for (int length = SHORTEST_ID; ; length++) {
            Set<String> whole = new HashSet<>();
            Set<String> begun = new HashSet<>();
            for (Cell id : ids) {
                whole.add(id.text);
                begun.add(begin(id.text, length));
            }
            if (begun.size() == whole.size()) {
                int enough = length;
                ids.replaceAll(id -> new Cell(begin(id.text, enough), id.style));
                return;
            }
        }
    }

    private static String begin(String id, int length) {
        return id.length() <= length ? id : id.substring(0, length);
    }

    /** Cuts texts, the widest first; if that is not enough, leaves out columns from the right. */
    private void fit(List<Filled> columns, int width) {
        while (!cut(columns, width) && columns.size() > 2) {
            columns.remove(columns.size() - 1);
            columns.forEach(this::measure);
        }
    }

    private static boolean cut(List<Filled> columns, int width) {
        for (int over = total(columns) - width; over > 0; over--) {
            Filled widest = null;
            for (Filled column : columns) {
                if (column.column.fit() == Fit.CUT
                        && column.width > NARROWEST
                        && (widest == null || column.width > widest.width)) {
                    widest = column;
                }
            }
            if (widest == null) {
                return false;
            }
            widest.width--;
        }
        return true;
    }

    private static int total(List<Filled> columns) {
        int total = -GAP.length();
        for (Filled column : columns) {
            total += column.width + GAP.length();
        }
        return total;
    }

    private String line(List<Filled> columns, int row, String indent) {
        StringBuilder line = new StringBuilder(indent);
        for (int i = 0; i < columns.size(); i++) {
            Filled column = columns.get(i);
            Cell cell =
                    row < 0 ? new Cell(column.column.header(), Style.BOLD) : column.cells.get(row);
            String text = looks.cut(cell.text, column.width);
            boolean last = i == columns.size() - 1;
            boolean right = column.column.right();
            String padded = last && !right ? text : Text.pad(text, column.width, right);
            line.append(looks.paint(cell.style, padded));
            line.append(last ? "" : GAP);
        }
        return line.toString().stripTrailing();
    }
}
