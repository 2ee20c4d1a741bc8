package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Describes what the values of a column or field are; Flink's {@code LogicalType}. Prints as SQL
 * writes it. Immutable and safe for use by many threads.
 */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "type",
        visible = true,
        defaultImpl = SqlType.OtherType.class)
@JsonSubTypes({
    @JsonSubTypes.Type(
            value = SqlType.SimpleType.class,
            names = {
                "BOOLEAN",
                "TINYINT",
                "SMALLINT",
                "INTEGER",
                "BIGINT",
                "FLOAT",
                "DOUBLE",
                "DATE",
                "NULL"
            }),
    @JsonSubTypes.Type(
            value = SqlType.LengthType.class,
            names = {"CHAR", "VARCHAR", "BINARY", "VARBINARY"}),
    @JsonSubTypes.Type(value = SqlType.DecimalType.class, name = "DECIMAL"),
    @JsonSubTypes.Type(
            value = SqlType.TimeType.class,
            names = {
                "TIME_WITHOUT_TIME_ZONE",
                "TIMESTAMP_WITHOUT_TIME_ZONE",
                "TIMESTAMP_WITH_TIME_ZONE",
                "TIMESTAMP_WITH_LOCAL_TIME_ZONE"
            }),
    @JsonSubTypes.Type(
            value = SqlType.IntervalType.class,
            names = {"INTERVAL_YEAR_MONTH", "INTERVAL_DAY_TIME"}),
    @JsonSubTypes.Type(
            value = SqlType.CollectionType.class,
            names = {"ARRAY", "MULTISET"}),
    @JsonSubTypes.Type(value = SqlType.MapType.class, name = "MAP"),
    @JsonSubTypes.Type(value = SqlType.RowType.class, name = "ROW"),
    @JsonSubTypes.Type(value = SqlType.RawType.class, name = "RAW")
})
public sealed interface SqlType {

    /**
     * Returns the kind of type.
     *
     * @return Flink's name of it
     */
    Root root();

    /**
     * Tells whether values may be null.
     *
     * @return false for {@code NOT NULL}
     */
    boolean nullable();

    /** Names the kinds of types, as Flink does, and the Java class of their values. */
    enum Root {
        /** Text of a fixed length; {@code String}. */
        CHAR("CHAR"),
        /** Text; {@code String}. */
        VARCHAR("VARCHAR"),
        /** {@code Boolean}. */
        BOOLEAN("BOOLEAN"),
        /** Bytes of a fixed length; {@code byte[]}. */
        BINARY("BINARY"),
        /** Bytes; {@code byte[]}. */
        VARBINARY("VARBINARY"),
        /** {@code BigDecimal} of the type's scale. */
        DECIMAL("DECIMAL"),
        /** {@code Byte}. */
        TINYINT("TINYINT"),
        /** {@code Short}. */
        SMALLINT("SMALLINT"),
        /** {@code Integer}. */
        INTEGER("INT"),
        /** {@code Long}. */
        BIGINT("BIGINT"),
        /** {@code Float}. */
        FLOAT("FLOAT"),
        /** {@code Double}. */
        DOUBLE("DOUBLE"),
        /** {@code java.time.LocalDate}. */
        DATE("DATE"),
        /** {@code java.time.LocalTime}. */
        TIME_WITHOUT_TIME_ZONE("TIME"),
        /** {@code java.time.LocalDateTime}. */
        TIMESTAMP_WITHOUT_TIME_ZONE("TIMESTAMP"),
        /** {@code java.time.OffsetDateTime}. Flink's SQL makes none so far. */
        TIMESTAMP_WITH_TIME_ZONE("TIMESTAMP WITH TIME ZONE"),
        /** {@code java.time.Instant}. */
        TIMESTAMP_WITH_LOCAL_TIME_ZONE("TIMESTAMP_LTZ"),
        /** {@code java.time.Period}. */
        INTERVAL_YEAR_MONTH("INTERVAL"),
        /** {@code java.time.Duration}. */
        INTERVAL_DAY_TIME("INTERVAL"),
        /** {@code java.util.List}. */
        ARRAY("ARRAY"),
        /** {@code java.util.Map} of the elements to how often each is there, an {@code Integer}. */
        MULTISET("MULTISET"),
        /** {@code java.util.Map}. Flink's JSON writes maps only if their keys are texts. */
        MAP("MAP"),
        /** {@link SqlRow}. */
        ROW("ROW"),
        /** Always null. */
        NULL("NULL"),
        /** Text, or a {@code JsonNode} if it is none. */
        RAW("RAW"),
        /**
         * A type that this version of the library does not know; values are as for {@link #RAW}.
         */
        @JsonEnumDefaultValue
        UNKNOWN("?");

        private final String sql;

        Root(String sql) {
            this.sql = sql;
        }
    }

    private String sql(String parameters) {
        return root().sql + parameters + (nullable() ? "" : " NOT NULL");
    }

    /**
     * Is a type without parameters.
     *
     * @param root the kind
     * @param nullable whether values may be null
     */
    record SimpleType(@JsonProperty("type") Root root, @JsonProperty("nullable") boolean nullable)
            implements SqlType {

        /** Makes {@code NULL}, of which Flink says no more, nullable. */
        public SimpleType {
            nullable |= root == Root.NULL;
        }

        @Override
        public String toString() {
            return ((SqlType) this).sql("");
        }
    }

    /**
     * Is a type of texts or bytes.
     *
     * @param root the kind
     * @param nullable whether values may be null
     * @param length how many characters or bytes a value has, at most for {@code VARCHAR} and
     *     {@code VARBINARY}; 2147483647 for {@code STRING} and {@code BYTES}
     */
    record LengthType(
            @JsonProperty("type") Root root,
            @JsonProperty("nullable") boolean nullable,
            @JsonProperty("length") int length)
            implements SqlType {
        @Override
        public String toString() {
            return ((SqlType) this).sql("(" + length + ")");
        }
    }

    /**
     * Is a type of exact numbers.
     *
     * @param root {@link Root#DECIMAL}
     * @param nullable whether values may be null
     * @param precision how many digits there are, 1 to 38
     * @param scale how many of them are behind the point
     */
    record DecimalType(
            @JsonProperty("type") Root root,
            @JsonProperty("nullable") boolean nullable,
            @JsonProperty("precision") int precision,
            @JsonProperty("scale") int scale)
            implements SqlType {
        @Override
        public String toString() {
            return ((SqlType) this).sql("(" + precision + ", " + scale + ")");
        }
    }

    /**
     * Is a type of times or timestamps.
     *
     * @param root the kind
     * @param nullable whether values may be null
     * @param precision how many digits seconds have behind the point, 0 to 9
     */
    record TimeType(
            @JsonProperty("type") Root root,
            @JsonProperty("nullable") boolean nullable,
            @JsonProperty("precision") int precision)
            implements SqlType {
        @Override
        public String toString() {
            return ((SqlType) this).sql("(" + precision + ")");
        }
    }

    /**
     * Is a type of intervals.
     *
     * @param root the kind
     * @param nullable whether values may be null
     * @param precision how many digits the years or days have
     * @param fractionalPrecision how many digits seconds have behind the point; null for {@link
     *     Root#INTERVAL_YEAR_MONTH}
     * @param resolution what it counts, for example {@code YEAR_TO_MONTH}; empty if the server does
     *     not tell
     */
    record IntervalType(
            @JsonProperty("type") Root root,
            @JsonProperty("nullable") boolean nullable,
            @JsonProperty("precision") int precision,
            @JsonProperty("fractionalPrecision") @Nullable Integer fractionalPrecision,
            @JsonProperty("resolution") String resolution)
            implements SqlType {

        /** Takes a resolution that the server does not tell for an empty one. */
        public IntervalType {
            resolution = Objects.requireNonNullElse(resolution, "");
        }

        @Override
        public String toString() {
            String fraction = fractionalPrecision == null ? "" : "(" + fractionalPrecision + ")";
            String unit = resolution.isEmpty() ? "" : " " + resolution.replace('_', ' ');
            return ((SqlType) this).sql(unit + fraction);
        }
    }

    /**
     * Is a type of arrays or multisets.
     *
     * @param root the kind
     * @param nullable whether values may be null
     * @param elementType what the elements are
     */
    record CollectionType(
            @JsonProperty("type") Root root,
            @JsonProperty("nullable") boolean nullable,
            @JsonProperty("elementType") SqlType elementType)
            implements SqlType {
        @Override
        public String toString() {
            return ((SqlType) this).sql("<" + elementType + ">");
        }
    }

    /**
     * Is a type of maps.
     *
     * @param root {@link Root#MAP}
     * @param nullable whether values may be null
     * @param keyType what the keys are
     * @param valueType what the values are
     */
    record MapType(
            @JsonProperty("type") Root root,
            @JsonProperty("nullable") boolean nullable,
            @JsonProperty("keyType") SqlType keyType,
            @JsonProperty("valueType") SqlType valueType)
            implements SqlType {
        @Override
        public String toString() {
            return ((SqlType) this).sql("<" + keyType + ", " + valueType + ">");
        }
    }

    /**
     * Is a type of rows within a row.
     *
     * @param root {@link Root#ROW}
     * @param nullable whether values may be null
     * @param fields the fields in their order
     */
    record RowType(
            @JsonProperty("type") Root root,
            @JsonProperty("nullable") boolean nullable,
            @JsonProperty("fields") List<Field> fields)
            implements SqlType {

        /** Copies the list; null becomes empty. */
        public RowType {
            fields = Immutable.list(fields);
        }

        @Override
        public String toString() {
            return ((SqlType) this)
                    .sql(
                            fields.stream()
                                    .map(field -> "`" + field.name() + "` " + field.type())
                                    .collect(Collectors.joining(", ", "<", ">")));
        }
    }

    /**
     * Describes a field of a row within a row.
     *
     * @param name its name
     * @param type what its values are
     * @param description the comment it was declared with; null if there is none
     */
    record Field(
            @JsonProperty("name") String name,
            @JsonProperty("fieldType") SqlType type,
            @JsonProperty("description") @Nullable String description) {}

    /**
     * Is a type of Java objects that SQL knows nothing of.
     *
     * @param root {@link Root#RAW}
     * @param nullable whether values may be null
     * @param className the Java class
     * @param serializer Flink's serializer, itself serialised, in Base64
     */
    record RawType(
            @JsonProperty("type") Root root,
            @JsonProperty("nullable") boolean nullable,
            @JsonProperty("class") String className,
            @JsonProperty("serializer") String serializer)
            implements SqlType {
        @Override
        public String toString() {
            return ((SqlType) this).sql("('" + className + "', …)");
        }
    }

    /**
     * Is a type that this version of the library does not know.
     *
     * @param name Flink's name of the kind; null if the gateway did not say
     * @param nullable whether values may be null
     */
    record OtherType(
            @JsonProperty("type") @Nullable String name, @JsonProperty("nullable") boolean nullable)
            implements SqlType {
        @Override
        public Root root() {
            return Root.UNKNOWN;
        }

        @Override
        public String toString() {
            return name + (nullable ? "" : " NOT NULL");
        }
    }
}
