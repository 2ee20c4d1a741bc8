package dev.flinkrest.cli.sql;

import static java.util.stream.Collectors.joining;

import dev.flinkrest.cli.output.Looks;
import dev.flinkrest.cli.output.Output;
import dev.flinkrest.sql.Column;
import dev.flinkrest.sql.RowKind;
import dev.flinkrest.sql.SqlRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints the rows of a result as they come: a table that grows, or a line of JSON for each. */
final class RowPrinter {
    /** No column of a terminal gets narrower than that. */
    private static final int NARROWEST = 5;

    private static final Map<RowKind, String> MARKS =
            Map.of(
                    RowKind.INSERT,
                    "+I",
                    RowKind.UPDATE_BEFORE,
                    "-U",
                    RowKind.UPDATE_AFTER,
                    "+U",
                    RowKind.DELETE,
                    "-D");

    private final Output out;
    private final List<Column> columns;
    private final boolean isChangelog;
    private final int[] widths;

    RowPrinter(Output out, List<Column> columns, boolean isChangelog) {
        this.out = out;
        this.columns = columns;
        this.isChangelog = isChangelog;
        this.widths = columns.stream().mapToInt(RowPrinter::width).toArray();
        fit(out.room() - (isChangelog ? 4 : 0) + 2);
    }

    /** Makes the widest columns narrower until all go into the room, or none can be. */
    private void fit(int room) {
        int left = Arrays.stream(widths).map(width -> width + 2).sum() - room;
        while (left > 0) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths.length == 0 || widths[widest] <= NARROWEST) {
                return;
            }
            widths[widest]--;
            left--;
        }
    }

    /**
     * Is a row, for programs.
     *
     * @param kind what has become of the row
     * @param fields the values by the columns' names
     */
    private record Printed(RowKind kind, Map<String, @Nullable Object> fields) {}

    /** Prints the headings. */
    void begin() {
        if (out.isStructured()) {
            return;
        }
        StringBuilder line = new StringBuilder(isChangelog ? "OP  " : "");
        for (int i = 0; i < widths.length; i++) {
            append(line, i, columns.get(i).name());
        }
        out.heading(line.toString().stripTrailing());
    }

    /** Prints a row. */
    void print(SqlRow row) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        StringBuilder line = new StringBuilder();
        if (isChangelog) {
            line.append(MARKS.getOrDefault(row.kind(), "??")).append("  ");
        }
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.get(i);
            fields.put(columns.get(i).name(), plain(value));
            append(line, i, text(value));
        }
        out.next(
                new Printed(row.kind(), fields),
                line.toString().strip(),
                line.toString().stripTrailing());
    }

    private void append(StringBuilder line, int column, String text) {
        int width = widths[column];
        boolean right = isNumber(columns.get(column));
        line.append(Looks.pad(out.fitting(text, width), width, right)).append("  ");
    }

    /** A table that grows cannot know its widest value, so the type says how wide it may get. */
    private static int width(Column column) {
        int least = column.name().length();
        int usual =
                switch (column.type().root()) {
                    case BOOLEAN -> 5;
                    case TINYINT -> 4;
                    case SMALLINT -> 6;
                    case INTEGER -> 11;
                    case DATE -> 10;
                    case TIME_WITHOUT_TIME_ZONE -> 12;
                    case BIGINT, FLOAT, DOUBLE, DECIMAL -> 20;
                    case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> 24;
                    default -> 20;
                };
        return Math.max(least, usual);
    }

    private static boolean isNumber(Column column) {
        return switch (column.type().root()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL -> true;
            default -> false;
        };
    }

    /** Writes a value as SQL would; bytes have no text of their own. */
    private static String text(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof byte[] bytes) {
            return "x'" + HexFormat.of().formatHex(bytes) + "'";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RowPrinter::text).collect(joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
                    .collect(joining(", ", "{", "}"));
        }
        if (value instanceof SqlRow row) {
            return row.values().stream().map(RowPrinter::text).collect(joining(", ", "(", ")"));
        }
        return value.toString();
    }

    /** Makes of a value what JSON has. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof byte[]) {
            return value; // as Jackson does it, in base64
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> plain = new ArrayList<>();
            list.forEach(element -> plain.add(plain(element)));
            return plain;
        }
        if (value instanceof SqlRow row) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            for (int i = 0; i < row.names().size(); i++) {
                plain.put(row.names().get(i), plain(row.get(i)));
            }
            return plain;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((key, element) -> plain.put(String.valueOf(key), plain(element)));
            return plain;
        }
        return value.toString();
    }
}
