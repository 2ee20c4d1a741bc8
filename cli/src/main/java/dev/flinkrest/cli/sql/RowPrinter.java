package dev.flinkrest.cli.sql;

import dev.flinkrest.cli.output.Looks;
import dev.flinkrest.cli.output.Output;
import dev.flinkrest.sql.Column;
import dev.flinkrest.sql.RowKind;
import dev.flinkrest.sql.SqlRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints the rows of a result as they come: a table that grows, or a line of JSON for each. */
final class RowPrinter {
    private static final int WIDEST = 40;
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

    RowPrinter(Output out, List<Column> columns, boolean isChangelog) {
        this.out = out;
        this.columns = columns;
        this.isChangelog = isChangelog;
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
        for (Column column : columns) {
            line.append(Looks.pad(column.name(), width(column), isNumber(column))).append("  ");
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
            Column column = columns.get(i);
            Object value = row.get(i);
            fields.put(column.name(), plain(value));
            String text = out.fitting(value == null ? "NULL" : value.toString(), width(column));
            line.append(Looks.pad(text, width(column), isNumber(column))).append("  ");
        }
        out.next(
                new Printed(row.kind(), fields),
                line.toString().strip(),
                line.toString().stripTrailing());
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
        return Math.min(WIDEST, Math.max(least, usual));
    }

    private static boolean isNumber(Column column) {
        return switch (column.type().root()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL -> true;
            default -> false;
        };
    }

    /** Makes of a value what JSON has. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> plain = new ArrayList<>();
            list.forEach(element -> plain.add(plain(element)));
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
