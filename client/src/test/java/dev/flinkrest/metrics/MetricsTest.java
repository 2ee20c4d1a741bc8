package dev.flinkrest.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Request<List<Metric>> PLAIN =
            Endpoint.getList("/jobmanager/metrics", Metric.class).with();
    private static final Request<List<AggregatedMetric>> AGGREGATED =
            Endpoint.getList("/taskmanagers/metrics", AggregatedMetric.class).with();

    /** Answers as Flink does: names without get=, else values of what it knows. */
    private static FakeCaller server(FlinkVersion version, Set<String> numbers, Set<String> texts) {
        return new FakeCaller(
                version,
                request -> {
                    String target = request.target();
                    if (target.length() > 4_000) {
                        return new Reply(
                                404,
                                "{\"errors\":[\"Unable to load requested file /bad-request.\"]}");
                    }
                    Set<String> known = new LinkedHashSet<>(numbers);
                    known.addAll(texts);
                    int get = target.indexOf("get=");
                    if (get < 0) {
                        return Reply.ok(
                                known.stream()
                                        .map(name -> "{\"id\":\"" + name + "\"}")
                                        .collect(Collectors.joining(",", "[", "]")));
                    }
                    String value = target.substring(get + 4);
                    List<String> names = Arrays.asList(value.split("&", 2)[0].split(","));
                    boolean aggregated = target.startsWith("/taskmanagers");
                    if (aggregated && !numbers.containsAll(names)) {
                        return Reply.ok("[]");
                    }
                    return Reply.ok(
                            names.stream()
                                    .filter(known::contains)
                                    .map(
                                            name ->
                                                    "{\"id\":\""
                                                            + name
                                                            + (aggregated
                                                                    ? "\",\"min\":1.0}"
                                                                    : "\",\"value\":\"1\"}"))
                                    .collect(Collectors.joining(",", "[", "]")));
                });
    }

    private static Set<String> names(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i + ".Window_of_a_long_operator_name.numRecordsInPerSecond")
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Test
    void readsAllMetricsInAsManyRequestsAsTheLineLengthTakes() {
        FakeCaller server = server(FlinkVersion.V2_3, names(500), Set.of());
        assertThat(new Metrics(server).values(PLAIN, List.of()).keySet()).isEqualTo(names(500));
        assertThat(server.asked)
                .hasSizeBetween(2, 12)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(3_850));
    }

    @Test
    void leavesOutWhatTheServerDoesNotKnow() {
        FakeCaller server = server(FlinkVersion.V2_3, Set.of("a", "b"), Set.of());
        assertThat(new Metrics(server).values(PLAIN, List.of("a", "nope", "b")).keySet())
                .containsExactly("a", "b");
        assertThat(server.asked).containsExactly("GET /jobmanager/metrics?get=a,nope,b");
    }

    @Test
    void asksOnceWhenAllNamesAreGood() {
        FakeCaller server = server(FlinkVersion.V2_3, Set.of("a", "b"), Set.of());
        MetricQuery query = MetricQuery.of("a", "b").aggregatedBy(Aggregation.MAX, Aggregation.MIN);
        assertThat(new Metrics(server).aggregated(AGGREGATED, query)).hasSize(2);
        assertThat(server.asked).containsExactly("GET /taskmanagers/metrics?agg=min,max&get=a,b");
    }

    @Test
    void tellsGoodNamesFromUnknownOnesThatEmptyTheAnswer() {
        FakeCaller server = server(FlinkVersion.V2_3, Set.of("a", "b"), Set.of());
        assertThat(
                        new Metrics(server)
                                .aggregated(AGGREGATED, MetricQuery.of("a", "nope", "b", "neither"))
                                .keySet())
                .containsExactlyInAnyOrder("a", "b");
        assertThat(server.asked).hasSize(3);
    }

    @Test
    void tellsNumbersFromTextsThatEmptyTheAnswer() {
        Set<String> texts = Set.of("lastCheckpointExternalPath");
        FakeCaller server = server(FlinkVersion.V1_13, names(64), texts);
        assertThat(new Metrics(server).aggregated(AGGREGATED, MetricQuery.all()).keySet())
                .isEqualTo(names(64));
        assertThat(server.asked).hasSizeLessThan(20);
    }

    @Test
    void asksAgainWhenListedNamesHaveNoValuesYet() {
        int[] asked = {0};
        FakeCaller server =
                new FakeCaller(
                        FlinkVersion.V2_3,
                        request ->
                                Reply.ok(
                                        switch (++asked[0]) {
                                            case 1 -> "[{\"id\":\"a\"},{\"id\":\"b\"}]";
                                            case 2 -> "[]";
                                            default ->
                                                    "[{\"id\":\"a\",\"min\":1},{\"id\":\"b\",\"min\":2}]";
                                        }));
        assertThat(new Metrics(server).aggregated(AGGREGATED, MetricQuery.all())).hasSize(2);
        assertThat(server.asked).hasSize(3);
    }

    @Test
    void isEmptyWhenNothingIsKnown() {
        FakeCaller server = server(FlinkVersion.V2_3, Set.of(), Set.of());
        assertThat(new Metrics(server).aggregated(AGGREGATED, MetricQuery.all())).isEmpty();
        assertThat(new Metrics(server).aggregated(AGGREGATED, MetricQuery.of("x", "y"))).isEmpty();
        assertThat(new Metrics(server).values(PLAIN, List.of())).isEmpty();
    }

    @Test
    void refusesANameThatNoRequestCanHold() {
        FakeCaller server = server(FlinkVersion.V2_3, Set.of(), Set.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Metrics(server).values(PLAIN, List.of("x".repeat(5_000))))
                .withMessageContaining("bytes long, and Flink reads at most 4096");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Metrics(server).values(PLAIN, List.of("a", " ")))
                .withMessage("metric name is blank; expected a non-blank text");
        assertThat(server.asked).isEmpty();
    }

    @Test
    void refusesSkewWhereTheServerDoesNotKnowIt() {
        FakeCaller server = server(FlinkVersion.V1_19, Set.of("a"), Set.of());
        MetricQuery query = MetricQuery.of("a").aggregatedBy(Aggregation.SKEW);
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(() -> new Metrics(server).aggregated(AGGREGATED, query))
                .withMessage(
                        "GET /taskmanagers/metrics: the aggregation skew came with Flink 1.20; the server is"
                                + " 1.19.0. Ask for min, max and avg instead");
        assertThat(server.asked).isEmpty();
    }

    @Test
    void readsNumbersThatAreNone() {
        assertThat(new Metric("x", "NaN").asDouble()).isNaN();
        assertThat(new Metric("x", "n/a").asDouble()).isNaN();
        assertThat(new Metric("x", null).asDouble()).isNaN();
        assertThat(new Metric("x", "9223372036854775807").asDouble())
                .isEqualTo((double) Long.MAX_VALUE);
    }

    @Test
    void tellsNumbersFromTexts() {
        assertThat(new Metric("x", "NaN").asNumber().getAsDouble()).isNaN();
        assertThat(new Metric("x", "-Infinity").asNumber()).hasValue(Double.NEGATIVE_INFINITY);
        assertThat(new Metric("x", "1.0E-5").asNumber()).hasValue(1e-5);
        for (String text : List.of("true", "1d", "2F", "0x1p3", "", "1\n2")) {
            assertThat(new Metric("x", text).asNumber()).as(text).isEmpty();
        }
        assertThat(new Metric("x", null).asNumber()).isEmpty();
    }

    @Test
    void readsWholeNumbersExactly() {
        assertThat(new Metric("x", "9007199254740993").asLong()).hasValue(9_007_199_254_740_993L);
        assertThat(new Metric("x", "-1").asLong()).hasValue(-1);
        for (String text : List.of("1.5", "4.0", "9223372036854775808", "NaN", "")) {
            assertThat(new Metric("x", text).asLong()).as(text).isEmpty();
        }
        assertThat(new Metric("x", null).asLong()).isEmpty();
    }
}
