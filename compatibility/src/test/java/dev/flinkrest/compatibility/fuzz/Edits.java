package dev.flinkrest.compatibility.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts odd values into replies. */
final class Edits {
    /** JSON that may stand where something else is expected. */
    static final List<String> ODD =
            List.of(
                    "null",
                    "true",
                    "-1",
                    "0.5",
                    "1e400",
                    "1E999999999",
                    "-9223372036854775809",
                    "9".repeat(900),
                    "\"\"",
                    "\" \"",
                    "\"x\"",
                    "\"NaN\"",
                    "\"-1\"",
                    "\"1E999999999\"",
                    "\"" + "9".repeat(3_000) + "\"",
                    "\"\\ud800\\u0000\"",
                    "[]",
                    "[null]",
                    "[[]]",
                    "[\"\"]",
                    "[{}]",
                    "{}",
                    "{\"\":null}",
                    "{\"" + "k".repeat(5_000) + "\":[{}]}",
                    "[".repeat(950) + "]".repeat(950),
                    "{\"a\":".repeat(950) + "1" + "}".repeat(950));

    /** A place in a reply: a field or an element of one of its nodes. */
    record Place(JsonNode parent, String field, int index, String path) {
        void put(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                object.set(field, value);
            } else {
                ((ArrayNode) parent).set(index, value);
            }
        }

        JsonNode get() {
            return field == null ? parent.get(index) : parent.get(field);
        }
    }

    private Edits() {}

    static JsonNode odd(String json) {
        return JsonNodeFactory.instance.rawValueNode(new RawValue(json));
    }

    /** Lists all places of a reply. */
    static List<Place> places(JsonNode reply) {
        List<Place> places = new ArrayList<>();
        add("$", reply, places);
        return places;
    }

    private static void add(String path, JsonNode node, List<Place> places) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String at = path + "." + field.getKey();
            places.add(new Place(node, field.getKey(), 0, at));
            add(at, field.getValue(), places);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            String at = path + "[]";
            places.add(new Place(node, null, i, at));
            add(at, node.get(i), places);
        }
    }
}
