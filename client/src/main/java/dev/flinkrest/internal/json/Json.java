package dev.flinkrest.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The house's one mapper: tolerant of what servers send, exact in what it keeps.
 *
 * <p>Unknown fields are ignored, unknown enum constants become the type's {@code UNKNOWN}, numbers
 * may be texts. Trees keep decimals digit by digit.
 */
public final class Json {
    /** Flink nests plans and flame graphs deeply, but no real reply comes near this. */
    private static final int MAX_NESTING = 1_000;

    /** Stack traces are long; the size of a whole reply is limited before it gets here. */
    private static final int MAX_TEXT = Integer.MAX_VALUE;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_NESTING)
                                                    .maxStringLength(MAX_TEXT)
                                                    .build())
                                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                                    .build())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .addHandler(new EmptyIds())
                    // in a list, null is a fault; in a map, it is as good as no entry
                    .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                    .withConfigOverride(
                            Map.class,
                            map -> map.setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.SKIP)))
                    .annotationIntrospector(new RequiredMeansNotNull())
                    .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.empty()
                                    .withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    /**
     * An empty text where an id belongs says that there is none, as in the plan of a job that waits
     * for slots.
     */
    private static final class EmptyIds extends DeserializationProblemHandler {
        @Override
        public @Nullable Object handleInstantiationProblem(
                DeserializationContext context, Class<?> type, Object argument, Throwable problem) {
            return "".equals(argument) ? null : NOT_HANDLED;
        }
    }

    /** What must be there must not be null either. */
    private static final class RequiredMeansNotNull extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public JsonSetter.Value findSetterInfo(Annotated component) {
            JsonProperty property = component.getAnnotation(JsonProperty.class);
            return property != null && property.required()
                    ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
                    : super.findSetterInfo(component);
        }
    }

    private Json() {}

    /**
     * Makes a reader once, so that decoding need not look its type up again.
     *
     * @param type what to decode to
     * @return a reader, safe for use by many threads
     */
    public static ObjectReader reader(Class<?> type) {
        return MAPPER.readerFor(type);
    }

    /**
     * Makes a reader of bare arrays.
     *
     * @param element what an element decodes to
     * @return a reader, safe for use by many threads
     */
    public static ObjectReader listReader(Class<?> element) {
        return MAPPER.readerForListOf(element);
    }

    /**
     * Decodes free-form JSON.
     *
     * @param in the text in UTF-8; not closed
     * @return the tree; a missing node if there is no text
     * @throws IOException if the text is no JSON or cannot be read
     */
    public static JsonNode readTree(InputStream in) throws IOException {
        try {
            return MAPPER.readTree(in);
        } catch (NumberFormatException e) { // an exponent of twenty digits, for one
            throw new IOException("a number that cannot be held", e);
        }
    }

    /**
     * Encodes a value; absent components are left out.
     *
     * @param value a record, map or node
     * @return the text in UTF-8
     */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /**
     * Tells where in a reply decoding failed.
     *
     * @param failure what decoding threw
     * @return a JSON path such as {@code $.jobs[3].jid}; {@code $} where the text itself is broken
     */
    public static String path(IOException failure) {
        if (!(failure instanceof JsonMappingException mapping)) {
            return "$";
        }
        return "$"
                + mapping.getPath().stream()
                        .map(
                                step ->
                                        step.getFieldName() == null
                                                ? "[" + step.getIndex() + "]"
                                                : "." + step.getFieldName())
                        .collect(Collectors.joining());
    }
}
