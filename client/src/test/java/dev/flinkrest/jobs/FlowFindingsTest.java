package dev.flinkrest.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.id.VertexId;
import dev.flinkrest.jobs.diagnosis.BackPressure;
import dev.flinkrest.jobs.diagnosis.Finding;
import dev.flinkrest.jobs.diagnosis.Finding.Severity;
import dev.flinkrest.jobs.diagnosis.Skew;
import dev.flinkrest.jobs.vertices.VertexBackPressure;
import dev.flinkrest.jobs.vertices.VertexDetails;
import dev.flinkrest.jobs.vertices.VertexEndpoints;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FlowFindingsTest {
    private static final VertexId SOURCE = VertexId.of("ca88eee0095684d687a1b6495617f957");
    private static final VertexId COUNTER = VertexId.of("5b61d6019ab04da71a4e62533c1a8c40");
    private static final VertexId SINK = VertexId.of("2e588ce1c86a9d46e2e85186773ce4fd");

    private static VertexId vertex(int number) {
        return VertexId.of("%032x".formatted(number));
    }

    /** A job whose vertices are numbers, by the numbers of those that they read from. */
    private static JobDetails graph(Map<Integer, List<Integer>> inputs) {
        String vertices =
                inputs.keySet().stream()
                        .sorted()
                        .map(
                                number ->
                                        "{\"id\":\"%s\",\"name\":\"v%d\",\"parallelism\":1,\"tasks\":{\"RUNNING\":1}}"
                                                .formatted(vertex(number), number))
                        .collect(Collectors.joining(","));
        String nodes =
                inputs.entrySet().stream()
                        .map(
                                node ->
                                        "{\"id\":\"%s\",\"inputs\":[%s]}"
                                                .formatted(
                                                        vertex(node.getKey()),
                                                        node.getValue().stream()
                                                                .map(
                                                                        input ->
                                                                                "{\"id\":\"%s\",\"num\":0}"
                                                                                        .formatted(
                                                                                                vertex(
                                                                                                        input)))
                                                                .collect(Collectors.joining(","))))
                        .collect(Collectors.joining(","));
        return Replies.decode(
                JobEndpoints.DETAILS,
                "{\"jid\":\"02b969df26f8f7bc553b3fde61895c07\",\"name\":\"graph\",\"state\":\"RUNNING\","
                        + "\"vertices\":["
                        + vertices
                        + "],\"plan\":{\"nodes\":["
                        + nodes
                        + "]}}");
    }

    private static VertexBackPressure load(String backPressured, String busy) {
        return Replies.decode(
                VertexEndpoints.BACKPRESSURE,
                "{\"status\":\"ok\",\"subtasks\":[{\"subtask\":0,\"ratio\":%s,\"idleRatio\":0,\"busyRatio\":%s}]}"
                        .formatted(backPressured, busy));
    }

    private static List<Finding> backPressure(
            JobDetails job, Map<Integer, VertexBackPressure> loads) {
        Map<VertexId, VertexBackPressure> byVertex = new HashMap<>();
        loads.forEach((number, load) -> byVertex.put(vertex(number), load));
        return new FlowFindings(job, new LiveNumbers(null, byVertex, Map.of())).backPressure();
    }

    /** Says which vertices are held back by which. */
    private static List<String> pairs(List<Finding> findings) {
        return findings.stream()
                .map(BackPressure.class::cast)
                .map(
                        one ->
                                one.heldBack().name()
                                        + " by "
                                        + (one.bottleneck() == null
                                                ? "?"
                                                : one.bottleneck().name()))
                .toList();
    }

    @Test
    void namesTheVertexNearestToTheSinkAndWhatHoldsItBack() {
        Map<VertexId, VertexBackPressure> loads = new HashMap<>();
        for (VertexId id : List.of(SOURCE, COUNTER, SINK)) {
            loads.put(
                    id,
                    Replies.read(VertexEndpoints.BACKPRESSURE, "slow-2.3.0-backpressure-" + id));
        }
        var findings =
                new FlowFindings(Replies.job("slow-2.3.0"), new LiveNumbers(0L, loads, Map.of()))
                        .backPressure();
        var expected =
                new BackPressure(
                        Severity.WARNING,
                        new BackPressure.Load(COUNTER, "Count per key", 1, 1.0, 0.0, 0.003),
                        new BackPressure.Load(SINK, "Sink", 1, 0.0, 0.996, 0.004));
        assertThat(findings)
                .hasSize(1)
                .first()
                .usingRecursiveComparison()
                .ignoringFields("heldBack.subtask")
                .isEqualTo(expected);
        assertThat(findings.get(0).summary())
                .isEqualTo(
                        "Count per key is held back 100 % of the time; look at Sink, which comes after it and"
                                + " is busy 100 % of the time in subtask 1: make it faster or raise its"
                                + " parallelism");
    }

    /** 1 → 2 → 4, 1 → 3 → 5: one branch is held back, and the source with it. */
    @Test
    void followsTheBranchThatIsHeldBack() {
        JobDetails job =
                graph(
                        Map.of(
                                1,
                                List.of(),
                                2,
                                List.of(1),
                                3,
                                List.of(1),
                                4,
                                List.of(2),
                                5,
                                List.of(3)));
        var high = load("0.9", "0.1");
        var busy = load("0", "0.98");
        var calm = load("0", "0.2");
        assertThat(pairs(backPressure(job, Map.of(1, high, 2, calm, 3, high, 4, calm, 5, busy))))
                .containsExactly("v3 by v5");
        assertThat(pairs(backPressure(job, Map.of(1, high, 2, calm, 3, busy, 4, calm, 5, calm))))
                .containsExactly("v1 by v3");
        assertThat(pairs(backPressure(job, Map.of(1, high, 2, high, 3, high, 4, busy, 5, busy))))
                .containsExactly("v2 by v4", "v3 by v5");
    }

    /** 1 → 3, 2 → 3, 3 → 4: what comes after may be far away. */
    @Test
    void looksPastAVertexThatIsOnlyPassedThrough() {
        JobDetails job =
                graph(
                        Map.of(
                                1,
                                List.of(),
                                2,
                                List.of(),
                                3,
                                List.of(1, 2),
                                4,
                                List.of(3),
                                5,
                                List.of(4)));
        var high = load("0.8", "0.1");
        assertThat(
                        pairs(
                                backPressure(
                                        job,
                                        Map.of(
                                                1,
                                                high,
                                                2,
                                                load("0.5", "0.5"),
                                                3,
                                                load("0.3", "0.7"),
                                                4,
                                                high,
                                                5,
                                                load("0", "\"NaN\"")))))
                .containsExactly("v4 by ?");
        assertThat(backPressure(job, Map.of(4, high)).get(0).summary())
                .isEqualTo("v4 is held back 80 % of the time; look at what comes after it");
    }

    @Test
    void takesTheLastInACircleAndInAnUnknownGraph() {
        var high = load("0.8", "0.1");
        JobDetails circle = graph(Map.of(1, List.of(2), 2, List.of(1)));
        assertThat(pairs(backPressure(circle, Map.of(1, high, 2, high))))
                .containsExactly("v2 by v1");
        JobDetails unknown = graph(Map.of(1, List.of(), 2, List.of()));
        assertThat(pairs(backPressure(unknown, Map.of(1, high, 2, high))))
                .containsExactly("v2 by ?");
    }

    @Test
    void findsNothingBelowHalfOfTheTime() {
        JobDetails job = graph(Map.of(1, List.of(), 2, List.of(1)));
        assertThat(backPressure(job, Map.of(1, load("0.5", "0.5"), 2, load("0", "1")))).isEmpty();
        assertThat(backPressure(job, Map.of())).isEmpty();
    }

    private static VertexDetails details(VertexId id, UnaryOperator<String> change) {
        return Replies.decode(
                VertexEndpoints.DETAILS, change.apply(Replies.text("skew-2.3.0-vertex-" + id)));
    }

    private static List<Finding> skew(UnaryOperator<String> change) {
        Map<VertexId, VertexDetails> vertices = new HashMap<>();
        for (VertexId id : List.of(SOURCE, COUNTER, SINK)) {
            vertices.put(id, details(id, id.equals(COUNTER) ? change : UnaryOperator.identity()));
        }
        return new FlowFindings(Replies.job("skew-2.3.0"), new LiveNumbers(0L, Map.of(), vertices))
                .skew();
    }

    @Test
    void findsTheSubtaskThatGetsMostRecords() {
        List<Finding> findings = skew(UnaryOperator.identity());
        assertThat(findings).hasSize(1);
        Skew skew = (Skew) findings.get(0);
        assertThat(skew.vertex()).isEqualTo(COUNTER);
        assertThat(skew.subtask()).isEqualTo(2);
        assertThat(skew.share()).isBetween(0.92, 0.93);
        assertThat(skew.written()).isFalse();
        assertThat(skew.records()).containsExactly(701L, 486L, 22469L, 626L);
        assertThat(skew.summary())
                .isEqualTo(
                        "Subtask 2 of Count per key reads 93 % of the records of all 4; look for a key that"
                                + " most records share, or rebalance them");
    }

    @Test
    void measuresASourceByWhatItWrites() {
        var findings = skew(text -> text.replaceAll("\"read-records\":\\d+", "\"read-records\":0"));
        assertThat(((Skew) findings.get(0)).written()).isTrue();
        assertThat(findings.get(0).summary())
                .contains("Subtask 2 of Count per key writes 93 %")
                .endsWith("splits or partitions of unequal size");
    }

    @Test
    void needsThreeTimesAsManyRecordsAsTheOthersHave() {
        assertThat(skew(text -> text.replace("22469", "1812"))).isEmpty();
        assertThat(skew(text -> text.replace("22469", "1815"))).hasSize(1);
    }

    @Test
    void comparesByTimeForASubtaskMayHaveBeenRestartedAlone() {
        // they had 701, 486, 1815 and 626; all but that of 1815 began a third of the time ago
        String others = "(\"subtask\":[013],.*?\"start-time\":)\\d+";
        assertThat(
                        skew(
                                text ->
                                        text.replace("22469", "1815")
                                                .replaceAll(others, "$11795591332476")))
                .isEmpty();
    }

    @Test
    void needsEnoughRecordsOfAllSubtasks() {
        assertThat(
                        skew(
                                text ->
                                        text.replace("22469", "397")
                                                .replace("701", "1")
                                                .replace("486", "0")
                                                .replace("626", "1")))
                .isEmpty();
        assertThat(
                        skew(
                                text ->
                                        text.replaceFirst(
                                                "read-records-complete\":true",
                                                "read-records-complete\":false")))
                .isEmpty();
        assertThat(skew(text -> text.replaceFirst("\"start-time\":\\d+", "\"start-time\":-1")))
                .isEmpty();
    }
}
