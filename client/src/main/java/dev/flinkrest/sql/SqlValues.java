package dev.flinkrest.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes Java values of the JSON that a SQL Gateway writes, by their types. */
final class SqlValues {
    private SqlValues() {}

    /**
     * Reads one value.
     *
     * @throws IllegalArgumentException if the JSON is no value of the type, and says why
     */
    static @Nullable Object read(@Nullable SqlType type, JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (type == null || type.root() == null) { // of what a type consists of, a reply may lack
            throw new IllegalArgumentException("'" + brief(node) + "' is of no type");
        }
        try {
            return value(type, node);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + brief(node) + "' is no value of type " + type + ": " + e.getMessage(), e);
        }
    }

    private static Object value(SqlType type, JsonNode node) {
        return switch (type.root()) {
            case CHAR, VARCHAR -> text(type, node);
            case BOOLEAN -> flag(type, node);
            case BINARY, VARBINARY -> bytes(type, node);
            case DECIMAL -> decimal((SqlType.DecimalType) type, node);
            case TINYINT -> number(type, node).byteValueExact();
            case SMALLINT -> number(type, node).shortValueExact();
            case INTEGER -> number(type, node).intValueExact();
            case BIGINT -> number(type, node).longValueExact();
            // by their text, which is NaN or Infinity too
            case FLOAT -> Float.valueOf(scalar(type, node).asText());
            case DOUBLE -> Double.valueOf(scalar(type, node).asText());
            case DATE -> LocalDate.parse(text(type, node));
            case TIME_WITHOUT_TIME_ZONE -> LocalTime.parse(text(type, node));
            case TIMESTAMP_WITHOUT_TIME_ZONE -> LocalDateTime.parse(text(type, node));
            case TIMESTAMP_WITH_TIME_ZONE -> OffsetDateTime.parse(text(type, node));
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Instant.parse(text(type, node));
            case INTERVAL_YEAR_MONTH ->
                    Period.ofMonths(number(type, node).intValueExact()).normalized();
            case INTERVAL_DAY_TIME -> Duration.ofMillis(number(type, node).longValueExact());
            case ARRAY -> array((SqlType.CollectionType) type, node);
            case MULTISET -> map(type, ((SqlType.CollectionType) type).elementType(), COUNT, node);
            case MAP -> {
                SqlType.MapType map = (SqlType.MapType) type;
                yield map(type, map.keyType(), map.valueType(), node);
            }
            case ROW -> row((SqlType.RowType) type, node);
            case NULL, RAW, UNKNOWN -> node.isTextual() ? node.textValue() : node;
        };
    }

    private static final SqlType COUNT = new SqlType.SimpleType(SqlType.Root.INTEGER, false);

    private static String text(SqlType type, JsonNode node) {
        if (!node.isTextual()) {
            throw unfit(type, node, "a text");
        }
        return node.textValue();
    }

    private static byte[] bytes(SqlType type, JsonNode node) {
        try {
            return Base64.getDecoder().decode(text(type, node));
        } catch (IllegalArgumentException e) {
            throw unfit(type, node, "Base64");
        }
    }

    private static boolean flag(SqlType type, JsonNode node) {
        if (!node.isBoolean()) {
            throw unfit(type, node, "true or false");
        }
        return node.booleanValue();
    }

    private static JsonNode scalar(SqlType type, JsonNode node) {
        if (!node.isNumber() && !node.isTextual()) {
            throw unfit(type, node, "a number");
        }
        return node;
    }

    private static BigDecimal number(SqlType type, JsonNode node) {
        return node.isNumber()
                ? node.decimalValue()
                : new BigDecimal(scalar(type, node).textValue());
    }

    /** Gives back the zeros at the end, which the gateway leaves out. */
    private static BigDecimal decimal(SqlType.DecimalType type, JsonNode node) {
        BigDecimal value = number(type, node);
        return value.scale() < type.scale() ? value.setScale(type.scale()) : value;
    }

    private static List<@Nullable Object> array(SqlType.CollectionType type, JsonNode node) {
        if (!node.isArray()) {
            throw unfit(type, node, "an array");
        }
        List<@Nullable Object> elements = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            elements.add(read(type.elementType(), element));
        }
        return Collections.unmodifiableList(elements);
    }

    private static Map<@Nullable Object, @Nullable Object> map(
            SqlType type, SqlType keys, SqlType values, JsonNode node) {
        if (!node.isObject()) {
            throw unfit(type, node, "an object");
        }
        Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            entries.put(
                    read(keys, TextNode.valueOf(entry.getKey())), read(values, entry.getValue()));
        }
        return Collections.unmodifiableMap(entries);
    }

    private static SqlRow row(SqlType.RowType type, JsonNode node) {
        if (!node.isObject()) {
            throw unfit(type, node, "an object");
        }
        List<@Nullable Object> values = new ArrayList<>(type.fields().size());
        for (SqlType.Field field : type.fields()) {
            JsonNode value = node.get(field.name());
            if (value == null) {
                throw unfit(type, node, "a field " + field.name());
            }
            values.add(read(field.type(), value));
        }
        return new SqlRow(
                RowKind.INSERT, type.fields().stream().map(SqlType.Field::name).toList(), values);
    }

    private static IllegalArgumentException unfit(SqlType type, JsonNode node, String expected) {
        return new IllegalArgumentException(
                "'" + brief(node) + "' is no value of type " + type + "; expected " + expected);
    }

    private static String brief(JsonNode node) {
        String text = node.isTextual() ? node.textValue() : node.toString();
        return text.length() <= 100 ? text : text.substring(0, 99) + "…";
    }
}
