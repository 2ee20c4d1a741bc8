package dev.flinkrest.cli.output;

import java.util.Map;

/** Views of what is not Flink's own. */
public final class Views {
    private Views() {}

    /**
     * Makes a view of pairs.
     *
     * @param key the heading of the keys
     * @param value the heading of the values
     * @return the view
     */
    public static View<Map.Entry<String, String>> entries(String key, String value) {
        return View.<Map.Entry<String, String>>named(Map.Entry::getKey)
                .column(key, Map.Entry::getKey)
                .text(value, Map.Entry::getValue);
    }
}
