package dev.flinkrest.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flinkrest.internal.json.Json;
import dev.flinkrest.support.Recorded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlValuesTest {

    private static SqlResult recorded(String file) {
        FakeGateway fake = new FakeGateway().page(Recorded.reply("sql/" + file)).rows(null);
        return fake.execute();
    }

    private static Object read(String type, String json) throws IOException {
        return SqlValues.read(Json.reader(SqlType.class).readValue(type), tree(json));
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> castToMap(Object value) {
        return (Map<Object, Object>) value;
    }

    private static JsonNode tree(String json) throws IOException {
        return Json.readTree(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"types-1.16.1.json", "types-2.3.0.json"})
    void readsEveryTypeOfRealGateways(String file) {
        SqlResult result = recorded(file);
        SqlRow row = result.iterator().next();
        assertThat(row.kind()).isEqualTo(RowKind.INSERT);
        assertThat(row.get("c")).isEqualTo("ab  ");
        assertThat(row.get("s")).isEqualTo("é");
        assertThat(row.get("b")).isEqualTo(true);
        assertThat(row.get("t")).isEqualTo((byte) -1);
        assertThat(row.get("sm")).isEqualTo((short) 2);
        assertThat(row.get("i")).isEqualTo(3);
        assertThat(row.get("l")).isEqualTo(Long.MAX_VALUE);
        assertThat(row.get("f")).isEqualTo(0.1f);
        assertThat(row.get("d")).isEqualTo(1e300);
        assertThat(row.get("de")).isEqualTo(new BigDecimal("12345678901234567890.123456789"));
        assertThat(row.get("dz")).isEqualTo(new BigDecimal("100.00"));
        assertThat(row.get("da")).isEqualTo(LocalDate.of(2020, 2, 29));
        assertThat(row.get("ti")).isEqualTo(LocalTime.of(12, 34, 56));
        assertThat(row.get("ts")).isEqualTo(LocalDateTime.parse("2020-01-02T03:04:05.123456789"));
        assertThat(row.get("tl")).isEqualTo(Instant.parse("2020-01-02T03:04:00Z"));
        assertThat(row.get("bi")).isEqualTo(new byte[] {0, -1, 16});
        assertThat(row.get("vb")).isEqualTo(new byte[] {0, -1});
        assertThat(row.get("a")).isEqualTo(Arrays.asList(1, null));
        assertThat(castToMap(row.get("m")))
                .hasSize(2)
                .containsEntry("a", new BigDecimal("1.5000"))
                .containsEntry("b", null);
        SqlRow nested = row.get("r", SqlRow.class);
        assertThat(nested.names()).containsExactly("x", "y");
        assertThat(nested.get("x")).isEqualTo(1);
        SqlRow inner = nested.get("y", SqlRow.class);
        assertThat(inner.get("z")).isEqualTo(new byte[] {1});
        assertThat(inner.get("w")).isEqualTo(List.of(LocalDate.of(2020, 1, 1)));
        assertThat(row.get("n")).isNull();
    }

    @Test
    void readsIntervals() {
        SqlRow row = recorded("types-2.3.0.json").iterator().next();
        assertThat(row.get("iy")).isEqualTo(Period.of(1, 3, 0));
        assertThat(row.get("id")).isEqualTo(Duration.parse("-PT26H3M4.567S"));
    }

    @Test
    void readsMultisetsAndRowKinds() {
        List<SqlRow> rows = recorded("multiset-2.3.0.json").stream().toList();
        assertThat(rows)
                .extracting(SqlRow::kind)
                .containsExactly(
                        RowKind.INSERT,
                        RowKind.UPDATE_BEFORE,
                        RowKind.UPDATE_AFTER,
                        RowKind.UPDATE_BEFORE,
                        RowKind.UPDATE_AFTER);
        assertThat(rows.get(4).get(0)).isEqualTo(Map.of("a", 2, "b", 1));
    }

    @Test
    void printsTypesAsSqlWritesThem() {
        assertThat(recorded("types-2.3.0.json").columns())
                .extracting(column -> column.type().toString())
                .contains(
                        "CHAR(4) NOT NULL",
                        "DECIMAL(38, 9) NOT NULL",
                        "TIMESTAMP(9) NOT NULL",
                        "TIMESTAMP_LTZ(3) NOT NULL",
                        "INTERVAL MONTH NOT NULL",
                        "INTERVAL SECOND(3) NOT NULL",
                        "ARRAY<INT> NOT NULL",
                        "MAP<CHAR(1) NOT NULL, DECIMAL(10, 4)> NOT NULL",
                        "ROW<`x` INT, `y` ROW<`z` VARBINARY(2147483647), `w` ARRAY<DATE>>> NOT NULL",
                        "VARCHAR(2147483647)");
    }

    @ParameterizedTest
    @CsvSource({
        "DOUBLE, '\"NaN\"', NaN",
        "DOUBLE, '\"-Infinity\"', -Infinity",
        "DOUBLE, 0.1, 0.1",
        "FLOAT, '\"Infinity\"', Infinity",
        "BIGINT, '\"12\"', 12",
        "NULL, null, ",
        "VARIANT, '\"x\"', x",
        "VARIANT, '{\"a\":1.10}', '{\"a\":1.10}'"
    })
    void readsWhatIsNoPlainNumberOrOfNoKnownType(String type, String json, String expected)
            throws IOException {
        Object value = read("{\"type\":\"" + type + "\",\"nullable\":true}", json);
        assertThat(value == null ? null : value.toString()).isEqualTo(expected);
    }

    @Test
    void readsTimestampsWithZone() throws IOException {
        assertThat(
                        read(
                                "{\"type\":\"TIMESTAMP_WITH_TIME_ZONE\",\"nullable\":true,\"precision\":3}",
                                "\"2020-01-02T03:04:05.1+02:00\""))
                .isEqualTo(OffsetDateTime.parse("2020-01-02T03:04:05.1+02:00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"type\":\"DATE\",\"nullable\":true}|\"2020-02-30\"|'2020-02-30' is no value of type DATE",
                "{\"type\":\"DATE\",\"nullable\":true}|18000|expected a text",
                "{\"type\":\"BOOLEAN\",\"nullable\":true}|1|expected true or false",
                "{\"type\":\"VARBINARY\",\"nullable\":true,\"length\":2}|\"?\"|'?' is no value of type VARBINARY(2); expected Base64",
                "{\"type\":\"ARRAY\",\"nullable\":true,\"elementType\":{\"type\":\"INTEGER\"}}|{}|expected an array",
                "{\"type\":\"ROW\",\"nullable\":true,\"fields\":[{\"name\":\"x\",\"fieldType\":{\"type\":\"INTEGER\"}}]}|{}|expected a field x",
                "{\"type\":\"MULTISET\",\"nullable\":true,\"elementType\":{\"type\":\"CHAR\",\"length\":1}}|[]|expected an object"
            })
    void refusesWhatIsNoValueOfTheType(String type, String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(type, json))
                .withMessageContaining(message);
    }

    @Test
    void refusesValuesWhoseTypeTheReplyLacks() {
        for (String[] typeAndValue :
                List.of(
                        new String[] {"{\"type\":\"ARRAY\"}", "[1]"},
                        new String[] {"{\"type\":\"MULTISET\"}", "{\"a\":1}"},
                        new String[] {
                            "{\"type\":\"MAP\",\"keyType\":{\"type\":\"CHAR\"}}", "{\"a\":1}"
                        },
                        new String[] {
                            "{\"type\":\"ROW\",\"fields\":[{\"name\":\"a\"}]}", "{\"a\":1}"
                        })) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read(typeAndValue[0], typeAndValue[1]))
                    .withMessageContaining("is of no type");
        }
    }

    @Test
    void saysWhichColumnsThereAre() {
        SqlRow row = recorded("multiset-2.3.0.json").iterator().next();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> row.get("nope"))
                .withMessageContaining("no column is named 'nope'; expected one of [EXPR$0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> row.get(1))
                .withMessageContaining("index is 1; expected 0 to 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> row.get(0, String.class))
                .withMessageContaining("no java.lang.String");
    }
}
