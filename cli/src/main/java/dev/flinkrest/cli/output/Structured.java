package dev.flinkrest.cli.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * Writes JSON and YAML: Flink's own fields under Flink's own names, absent ones left out; durations
 * of the library's own records in milliseconds.
 */
final class Structured {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.empty()
                                    .withValueInclusion(JsonInclude.Include.NON_NULL))
                    .addModule(new SimpleModule().addSerializer(Duration.class, new Millis()))
                    .build();

    /** Writes a duration as Flink writes them. */
    private static final class Millis extends JsonSerializer<Duration> {
        @Override
        public void serialize(Duration value, JsonGenerator json, SerializerProvider all)
                throws IOException {
            json.writeNumber(value.toMillis());
        }
    }

    private Structured() {}

    private static ObjectWriter writer(boolean unicode) {
        return unicode ? MAPPER.writer() : MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
    }

    /** Writes indented JSON. */
    static String json(@Nullable Object value, boolean unicode) {
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(
                        Separators.createDefaultInstance()
                                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        return write(writer(unicode).with(printer), value);
    }

    /** Writes JSON in one line. */
    static String jsonLine(@Nullable Object value, boolean unicode) {
        return write(writer(unicode), value);
    }

    private static String write(ObjectWriter writer, @Nullable Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value, e);
        }
    }

    /** Writes a document of YAML, without the mark that separates documents. */
    static String yaml(@Nullable Object value, boolean unicode) {
        DumpSettings settings =
                DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setUseUnicodeEncoding(unicode)
                        .setWidth(Integer.MAX_VALUE)
                        .build();
        Object plain = plain(MAPPER.valueToTree(value));
        return new Dump(settings).dumpToString(plain).stripTrailing();
    }

    /** Makes of a tree what a YAML writer knows. */
    private static @Nullable Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                node.properties()
                        .forEach(field -> map.put(field.getKey(), plain(field.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                node.forEach(element -> list.add(plain(element)));
                yield list;
            }
            case NUMBER -> number(node);
            case BOOLEAN -> node.booleanValue();
            case NULL, MISSING -> null;
            default -> node.asText();
        };
    }

    private static Object number(JsonNode node) {
        if (node.isIntegralNumber()) {
            BigInteger value = node.bigIntegerValue();
            return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
        }
        return node.doubleValue();
    }
}
