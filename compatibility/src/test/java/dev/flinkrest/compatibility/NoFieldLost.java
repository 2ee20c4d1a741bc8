package dev.flinkrest.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares a reply as a server sent it with the record that was made of it, written back as JSON:
 * each field must be there with its value. What the record has beyond the reply, such as an empty
 * list for an absent one, does not matter.
 */
final class NoFieldLost {
    /**
     * Fields that say the same as another field beside them. Their value is looked for under the
     * other name, so a reply in which the two differ, or that has the older name alone, is checked
     * as strictly as any other.
     */
    static final Map<String, String> SAME_AS =
            Map.of(
                    // Flink writes the start of a subtask's attempt twice; the spelling with _ is
                    // the older one.
                    "start_time", "start-time",
                    // 1.13 and 1.14 know this spelling alone, 1.15 and later write both.
                    "backpressure-level", "backpressureLevel",
                    // The profiler writes its mode twice.
                    "profilingMode", "mode");

    /**
     * Fields that tell Jackson on the server which class to make: {@code @class} up to 1.14, {@code
     * className} after. {@code status}, beside them, tells the same to the library. They may be
     * lost only where there is a status.
     */
    static final Set<String> DISCRIMINATORS = Set.of("@class", "className");

    /**
     * Ids that Flink writes as an empty text when there is none: the plan of a job under the
     * adaptive scheduler that waits for slots, since 2.1. The record has null.
     */
    static final Set<String> EMPTY_IDS = Set.of("jid");

    private NoFieldLost() {}

    /**
     * Lists what was lost.
     *
     * @param raw the reply as the server sent it
     * @param written what was decoded from it, written back
     * @return the JSON paths of the fields and elements that are missing or have another value, in
     *     the reply's order; an array is named itself if it has grown
     */
    static List<String> lost(JsonNode raw, JsonNode written) {
        List<String> lost = new ArrayList<>();
        compare("$", raw, written, lost);
        return List.copyOf(lost);
    }

    private static void compare(String path, JsonNode raw, JsonNode written, List<String> lost) {
        if (raw.isObject() && written.isObject()) {
            raw.properties()
                    .forEach(field -> compareField(path, raw, field.getKey(), written, lost));
        } else if (raw.isArray() && written.isArray()) {
            for (int i = 0; i < raw.size(); i++) {
                compare(path + "[" + i + "]", raw.get(i), written.path(i), lost);
            }
            if (written.size() > raw.size()) {
                lost.add(path);
            }
        } else if (!raw.isNull() && !sameValue(raw, written)) {
            lost.add(path);
        }
    }

    private static void compareField(
            String path, JsonNode raw, String name, JsonNode written, List<String> lost) {
        if (DISCRIMINATORS.contains(name) && raw.hasNonNull("status")) {
            return;
        }
        if (EMPTY_IDS.contains(name) && raw.get(name).asText("x").isEmpty() && !written.has(name)) {
            return;
        }
        String same = SAME_AS.get(name);
        JsonNode counterpart =
                same == null || written.has(name) ? written.path(name) : written.path(same);
        compare(path + "." + name, raw.get(name), counterpart, lost);
    }

    private static boolean sameValue(JsonNode raw, JsonNode written) {
        if (isFinite(raw) && isFinite(written)) {
            // digit by digit, but for a record's double, which some texts have more digits than
            return raw.decimalValue().compareTo(written.decimalValue()) == 0
                    || (written.isDouble() && raw.doubleValue() == written.doubleValue());
        }
        // "NaN" is a text in JSON, but may be a number in a tree that was not parsed.
        boolean notFinite =
                raw.isNumber() != written.isNumber() && !isFinite(raw) && !isFinite(written);
        return raw.isValueNode()
                && (raw.getNodeType() == written.getNodeType() || notFinite)
                && raw.asText().equals(written.asText());
    }

    private static boolean isFinite(JsonNode node) {
        return node.isNumber()
                && (!node.isFloatingPointNumber() || Double.isFinite(node.doubleValue()));
    }
}
