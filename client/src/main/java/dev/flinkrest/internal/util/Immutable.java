package dev.flinkrest.internal.util;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes immutable copies; null becomes empty, as an absent field of a reply does. */
public final class Immutable {
    private Immutable() {}

    /**
     * Copies a collection in its order.
     *
     * @param <T> the elements' type
     * @param values the elements, or null
     * @return an unmodifiable list, empty if {@code values} is null
     */
    public static <T> List<T> list(@Nullable Collection<? extends T> values) {
        return values == null || values.isEmpty()
                ? List.of()
                : Collections.unmodifiableList(new ArrayList<>(values));
    }

    /**
     * Copies a map in its order.
     *
     * @param <K> the keys' type
     * @param <V> the values' type
     * @param values the entries, or null
     * @return an unmodifiable map, empty if {@code values} is null
     */
    public static <K, V> Map<K, V> map(@Nullable Map<? extends K, ? extends V> values) {
        return values == null || values.isEmpty()
                ? Map.of()
                : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
