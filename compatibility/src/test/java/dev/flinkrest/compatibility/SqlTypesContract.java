package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.SqlStatementException;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.sql.OperationStatus;
import dev.flinkrest.sql.RowFormat;
import dev.flinkrest.sql.RowKind;
import dev.flinkrest.sql.SqlOperation;
import dev.flinkrest.sql.SqlResult;
import dev.flinkrest.sql.SqlRow;
import dev.flinkrest.sql.SqlSession;
import dev.flinkrest.sql.StatementOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Values of every SQL type that a gateway can write come out as Java's own, null among them. */
interface SqlTypesContract {
    GatewayUnderTest server();

    /** A session of the test class. */
    SqlSession session();

    /**
     * A type, one of its values as SQL, and as Java.
     *
     * @param type the type, as SQL writes it and as it prints
     */
    record Sample(String type, String sql, Object java) {}

    private List<Sample> samples() {
        Map<String, BigDecimal> map = new HashMap<>();
        map.put("a", new BigDecimal("1.5000"));
        map.put("b", null);
        List<Sample> samples =
                new ArrayList<>(
                        List.of(
                                new Sample("CHAR(4)", "'ab'", "ab  "),
                                new Sample("VARCHAR(2147483647)", "'é 😀 ''\"'", "é 😀 '\""),
                                new Sample("BOOLEAN", "TRUE", true),
                                new Sample("TINYINT", "-128", Byte.MIN_VALUE),
                                new Sample("SMALLINT", "32767", Short.MAX_VALUE),
                                new Sample("INT", "-2147483648", Integer.MIN_VALUE),
                                new Sample("BIGINT", "9223372036854775807", Long.MAX_VALUE),
                                new Sample("FLOAT", "'0.1'", 0.1f),
                                new Sample("DOUBLE", "'1.7976931348623157E308'", Double.MAX_VALUE),
                                new Sample(
                                        "DECIMAL(38, 9)",
                                        "'-12345678901234567890123456789.123456789'",
                                        new BigDecimal("-12345678901234567890123456789.123456789")),
                                new Sample("DECIMAL(10, 2)", "'100'", new BigDecimal("100.00")),
                                new Sample("DATE", "'2020-02-29'", LocalDate.of(2020, 2, 29)),
                                new Sample("TIME(0)", "'12:34:56'", LocalTime.of(12, 34, 56)),
                                new Sample(
                                        "TIMESTAMP(9)",
                                        "'2020-01-02 03:04:05.123456789'",
                                        LocalDateTime.parse("2020-01-02T03:04:05.123456789")),
                                new Sample(
                                        "TIMESTAMP_LTZ(3)",
                                        "TIMESTAMP '2020-01-02 03:04:00'",
                                        Instant.parse("2020-01-02T03:04:00Z")),
                                new Sample("BINARY(3)", "X'00ff10'", new byte[] {0, -1, 16}),
                                new Sample("VARBINARY(10)", "X'00ff'", new byte[] {0, -1}),
                                new Sample("ARRAY<INT>", "ARRAY[1, 2]", List.of(1, 2)),
                                new Sample(
                                        "ARRAY<ARRAY<VARCHAR(9)>>",
                                        "ARRAY[ARRAY['x', CAST(NULL AS STRING)]]",
                                        List.of(Arrays.asList("x", null))),
                                new Sample(
                                        "MAP<VARCHAR(9), DECIMAL(10, 4)>",
                                        "MAP['a', CAST(1.50 AS DECIMAL(10, 4)), 'b', CAST(NULL AS"
                                                + " DECIMAL(10, 4))]",
                                        map)));
        if (server().isAtLeast(FlinkVersion.V1_17)) {
            samples.add(
                    new Sample(
                            "INTERVAL MONTH",
                            "INTERVAL -'1-3' YEAR TO MONTH",
                            Period.of(-1, -3, 0)));
            samples.add(
                    new Sample(
                            "INTERVAL SECOND(3)",
                            "INTERVAL '1 02:03:04.567' DAY TO SECOND(3)",
                            Duration.parse("PT26H3M4.567S")));
        }
        return samples;
    }

    /** Writes a value as SQL; intervals can be cast by their literals' type alone. */
    private static String cast(Sample sample, String value) {
        if (!sample.type().startsWith("INTERVAL")) {
            return "CAST(" + value + " AS " + sample.type() + ")";
        }
        return value.equals("NULL") ? "CAST(NULL AS " + intervalType(sample) + ")" : value;
    }

    private static String intervalType(Sample sample) {
        return sample.type().equals("INTERVAL MONTH")
                ? "INTERVAL YEAR TO MONTH"
                : "INTERVAL DAY TO SECOND(3)";
    }

    @Test
    default void readsValuesOfEveryType() {
        List<Sample> samples = samples();
        String values =
                samples.stream().map(s -> cast(s, s.sql())).collect(Collectors.joining(", "));
        String nulls = samples.stream().map(s -> cast(s, "NULL")).collect(Collectors.joining(", "));
        String statement = "SELECT * FROM (VALUES (" + values + "), (" + nulls + "))";
        try (SqlResult result = session().execute(statement)) {
            assertThat(result.columns())
                    .extracting(column -> column.type().toString())
                    .containsExactlyElementsOf(samples.stream().map(Sample::type).toList());
            assertThat(result.columns()).allMatch(column -> column.nullable());
            List<SqlRow> rows = result.stream().toList();
            assertThat(rows).hasSize(2).allMatch(row -> row.kind() == RowKind.INSERT);
            int full = rows.get(0).get(0) == null ? 1 : 0; // they come in any order
            for (int i = 0; i < samples.size(); i++) {
                assertThat(rows.get(full).get(i))
                        .as(samples.get(i).type())
                        .isEqualTo(samples.get(i).java());
            }
            assertThat(rows.get(1 - full).values()).containsOnlyNulls();
        }
    }

    private List<SqlRow> read(String statement, StatementOptions options) {
        try (SqlResult result = session().execute(statement, options)) {
            return result.stream().toList();
        }
    }

    private List<SqlRow> read(String statement) {
        return GatewayUnderTest.run(session(), statement);
    }

    @Test
    default void readsRowsWithinRows() {
        SqlRow row =
                read("SELECT CAST(ROW(1, ROW(X'01', ARRAY[DATE '2020-01-01'])) AS"
                                + " ROW<x INT, y ROW<z BYTES, w ARRAY<DATE>>>) r, ROW(1, 'a') s")
                        .get(0);
        SqlRow outer = row.get("r", SqlRow.class);
        assertThat(outer.get("x")).isEqualTo(1);
        assertThat(outer.get("y", SqlRow.class).get("z", byte[].class)).containsExactly(1);
        assertThat(outer.get("y", SqlRow.class).get("w"))
                .isEqualTo(List.of(LocalDate.of(2020, 1, 1)));
        assertThat(row.get("s", SqlRow.class).values()).containsExactly(1, "a");
    }

    @Test
    default void readsMultisets() {
        List<SqlRow> rows = read("SELECT COLLECT(x) m FROM (VALUES 'a', 'a', 'b') AS t(x)");
        assertThat(rows.get(rows.size() - 1).get("m")).isEqualTo(Map.of("a", 2, "b", 1));
    }

    @Test
    default void readsWhatIsNotFinite() {
        session()
                .execute(
                        "CREATE TEMPORARY TABLE negative (x DOUBLE) WITH ('connector' = 'datagen',"
                                + " 'number-of-rows' = '1', 'fields.x.min' = '-2', 'fields.x.max' = '-1')")
                .close();
        SqlRow row =
                read("SELECT SQRT(x) n, 1 / (x - x) i, -1 / (x - x) j, CAST(SQRT(x) AS FLOAT) f"
                                + " FROM negative")
                        .get(0);
        assertThat(row.values())
                .containsExactly(
                        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Float.NaN);
    }

    @Test
    default void callsANullKeyNullAsTheGatewayDoes() {
        assertThat(read("SELECT MAP[CAST(NULL AS STRING), 1] m").get(0).get("m"))
                .isEqualTo(Map.of("null", 1));
    }

    @Test
    default void saysThatJsonHasTextsForKeysAloneAndReadsThemAsPlainText() {
        String statement =
                "SELECT MAP[1, 'x'] m, CAST(1.50 AS DECIMAL(10, 4)) d, CAST(NULL AS INT) n";
        cannotBeJson(statement);
        if (server().isAtLeast(FlinkVersion.V1_17)) {
            assertThat(read(statement, plainText()).get(0).values())
                    .containsExactly("{1=x}", "1.5000", null);
        }
    }

    @Test
    default void readsVariantsAsPlainText() {
        if (server().isAtLeast(FlinkVersion.V2_1)) {
            String statement = "SELECT PARSE_JSON('{\"a\":[1.50]}') v";
            cannotBeJson(statement);
            assertThat(read(statement, plainText()).get(0).get("v"))
                    .isIn("{\"a\":[1.50]}", "{\"a\":[1.5]}");
        }
    }

    /**
     * Sees a result refused, once its job has ended: closing it while its tasks are started brings
     * Flink's task manager down, on 2.2 and 2.3.
     */
    private void cannotBeJson(String statement) {
        try (SqlOperation operation = session().submit(statement, StatementOptions.none())) {
            ClusterUnderTest.await(operation::status, OperationStatus.FINISHED::equals);
            ClusterUnderTest.await(
                    () -> server().flink().jobs().all(),
                    jobs -> jobs.stream().allMatch(job -> job.status().isTerminal()));
            assertThatExceptionOfType(SqlStatementException.class)
                    .isThrownBy(operation::result)
                    .withMessageContaining(
                            "a column is a VARIANT or RAW, a map whose keys are no texts")
                    .withMessageContaining("RowFormat.PLAIN_TEXT");
        }
    }

    private static StatementOptions plainText() {
        return StatementOptions.builder().rowFormat(RowFormat.PLAIN_TEXT).build();
    }
}
