package dev.flinkrest.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the values of a row, each as the Java class that {@link SqlType.Root} names for its type,
 * and each a text under {@link RowFormat#PLAIN_TEXT}. Immutable but for the byte arrays in it,
 * which are the row's own, and safe for use by many threads.
 */
public final class SqlRow {
    private final RowKind kind;
    private final List<String> names;
    private final List<@Nullable Object> values;

    SqlRow(RowKind kind, List<String> names, List<@Nullable Object> values) {
        this.kind = kind;
        this.names = names;
        this.values = Collections.unmodifiableList(values);
    }

    /**
     * Returns what this row does to a changelog.
     *
     * @return {@link RowKind#INSERT} for a row within a row
     */
    public RowKind kind() {
        return kind;
    }

    /**
     * Returns the names of the columns or fields.
     *
     * @return the names in their order
     */
    public List<String> names() {
        return names;
    }

    /**
     * Returns the values.
     *
     * @return the values in the order of the columns, nulls among them; not modifiable
     */
    public List<@Nullable Object> values() {
        return values;
    }

    /**
     * Returns a value.
     *
     * @param index the column, from 0 on
     * @return the value; null for {@code NULL}
     * @throws IllegalArgumentException if there is no such column
     */
    public @Nullable Object get(int index) {
        if (index < 0 || index >= values.size()) {
            throw new IllegalArgumentException(
                    "index is " + index + "; expected 0 to " + (values.size() - 1));
        }
        return values.get(index);
    }

    /**
     * Returns a value.
     *
     * @param name the column's name, in the same case; of several columns of that name the first
     * @return the value; null for {@code NULL}
     * @throws IllegalArgumentException if there is no such column
     */
    public @Nullable Object get(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "no column is named '" + name + "'; expected one of " + names);
        }
        return values.get(index);
    }

    /**
     * Returns a value as a class.
     *
     * @param <T> the class
     * @param index the column, from 0 on
     * @param as the class that {@link SqlType.Root} names for the column's type
     * @return the value; null for {@code NULL}
     * @throws IllegalArgumentException if there is no such column, or its values are of another
     *     class
     */
    public <T> @Nullable T get(int index, Class<T> as) {
        return cast(get(index), names.get(index), as);
    }

    /**
     * Returns a value as a class.
     *
     * @param <T> the class
     * @param name the column's name, in the same case; of several columns of that name the first
     * @param as the class that {@link SqlType.Root} names for the column's type
     * @return the value; null for {@code NULL}
     * @throws IllegalArgumentException if there is no such column, or its values are of another
     *     class
     */
    public <T> @Nullable T get(String name, Class<T> as) {
        return cast(get(name), name, as);
    }

    private static <T> @Nullable T cast(@Nullable Object value, String name, Class<T> as) {
        if (value != null && !as.isInstance(value)) {
            throw new IllegalArgumentException(
                    "the value of column '"
                            + name
                            + "' is a "
                            + value.getClass().getName()
                            + ", no "
                            + as.getName());
        }
        return as.cast(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SqlRow row
                && kind == row.kind
                && names.equals(row.names)
                && Arrays.deepEquals(values.toArray(), row.values.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values.toArray());
    }

    @Override
    public String toString() {
        List<String> fields = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            fields.add(
                    names.get(i)
                            + "="
                            + (value instanceof byte[] bytes ? Arrays.toString(bytes) : value));
        }
        return kind + String.valueOf(fields);
    }
}
