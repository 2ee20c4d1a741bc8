package dev.flinkrest.monitoring.metrics;

import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.json.Json;
import dev.flinkrest.metrics.Metric;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.Recorded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers metric operations as Flink does: lists names without {@code get=}, leaves out unknown
 * names and texts that cannot be aggregated, and empties an aggregated reply for one unknown name.
 */
final class CannedMetrics {
    static final JobId JOB = JobId.of("2eba4292f7d6ac98876c933c92f020e7");
    static final VertexId VERTEX = VertexId.of("5b61d6019ab04da71a4e62533c1a8c40");
    static final String JOB_PATH = "/jobs/" + JOB;
    static final String VERTEX_PATH = JOB_PATH + "/vertices/" + VERTEX;

    /** Replies of other operations, by path. */
    final Map<String, Reply> replies = new HashMap<>();

    /** Values by name, by the path of the operation that gives them one by one. */
    final Map<String, Map<String, String>> values = new HashMap<>();

    /** What is not given when asked for the first time. */
    final Set<String> notYet = new HashSet<>();

    final FakeCaller caller;

    CannedMetrics(FlinkVersion version) {
        caller = new FakeCaller(version, this::answer);
    }

    /** Has the job and the values that a real server had, of the vertex in the middle. */
    static CannedMetrics recorded(String version) {
        CannedMetrics server = new CannedMetrics(FlinkVersion.parse(version).orElseThrow());
        String job = Recorded.reply("metrics/job-" + version + ".json");
        JobId id = JobId.of(job.substring(8, 40));
        server.replies.put(JOB_PATH, Reply.ok(job.replace(id.toString(), JOB.toString())));
        server.put(JOB_PATH + "/metrics", "metrics/job-metrics-" + version + ".json");
        server.put(VERTEX_PATH + "/metrics", "metrics/vertex-" + version + ".json");
        return server;
    }

    /** Has a job of one vertex with one subtask for each map. */
    @SafeVarargs
    static CannedMetrics ofSubtasks(Map<String, String>... subtasks) {
        CannedMetrics server = new CannedMetrics(FlinkVersion.V2_3);
        server.job(JOB, 1_000, 0, subtasks.length);
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < subtasks.length; i++) {
            String number = i + ".";
            new TreeMap<>(subtasks[i]).forEach((name, value) -> all.put(number + name, value));
        }
        server.values.put(VERTEX_PATH + "/metrics", all);
        return server;
    }

    private void put(String path, String recording) {
        byte[] json = Recorded.reply(recording).getBytes(StandardCharsets.UTF_8);
        try {
            List<Metric> metrics =
                    Json.listReader(Metric.class).readValue(new ByteArrayInputStream(json));
            Map<String, String> byName = new LinkedHashMap<>();
            metrics.forEach(metric -> byName.put(metric.id(), metric.value()));
            values.put(path, byName);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets a job of one vertex that has run for 10 minutes, by the server's clock. */
    void job(JobId id, long started, long restarted, int parallelism) {
        long began = Math.max(started, restarted);
        String json =
                String.format(
                        "{'jid':'%s','name':'Lag','state':'RUNNING','start-time':%d,'now':%d,"
                                + "'timestamps':{'RUNNING':%d,'RESTARTING':%d},'vertices':[{"
                                + "'id':'%s','name':'Source','parallelism':%d,'status':'RUNNING',"
                                + "'start-time':%d}]}",
                        id,
                        started,
                        began + 600_000,
                        began,
                        restarted,
                        VERTEX,
                        parallelism,
                        started);
        replies.put("/jobs/" + id, Reply.ok(json.replace('\'', '"')));
    }

    /** How many requests so far asked for this. */
    long asked(Predicate<String> what) {
        return caller.asked.stream().filter(what).count();
    }

    private Reply answer(Request<?> request) {
        String target = request.target();
        if (target.length() > 4_000) {
            return new Reply(404, "{\"errors\":[\"Unable to load requested file /bad-request.\"]}");
        }
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        Reply reply = replies.get(path);
        if (reply != null) {
            return reply;
        }
        if (!path.endsWith("/metrics")) {
            return new Reply(404, "{\"errors\":[\"Not found.\"]}");
        }
        Matcher get = Pattern.compile("[?&]get=([^&]+)").matcher(target);
        List<String> names =
                get.find()
                        ? Pattern.compile(",")
                                .splitAsStream(get.group(1))
                                .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8))
                                .toList()
                        : List.of();
        Map<String, String> single = values.getOrDefault(path, Map.of());
        if (path.endsWith("/subtasks/metrics")) {
            String vertex = path.replace("/subtasks/metrics", "/metrics");
            return aggregated(values.getOrDefault(vertex, Map.of()), names);
        }
        List<String> items = new ArrayList<>();
        for (String name : names.isEmpty() ? single.keySet() : names) {
            if (names.isEmpty()) {
                items.add("{\"id\":\"" + name + "\"}");
            } else if (!notYet.remove(name) && single.containsKey(name)) {
                items.add("{\"id\":\"" + name + "\",\"value\":\"" + single.get(name) + "\"}");
            }
        }
        return list(items);
    }

    private Reply aggregated(Map<String, String> single, List<String> names) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        single.forEach(
                (name, value) ->
                        byName.computeIfAbsent(
                                        name.substring(name.indexOf('.') + 1),
                                        key -> new ArrayList<>())
                                .add(value));
        if (names.isEmpty()) {
            return list(byName.keySet().stream().map(name -> "{\"id\":\"" + name + "\"}").toList());
        }
        List<String> items = new ArrayList<>();
        for (String name : names) {
            double[] numbers;
            try {
                numbers =
                        byName.getOrDefault(name, List.of()).stream()
                                .mapToDouble(Double::parseDouble)
                                .toArray();
            } catch (NumberFormatException e) {
                continue;
            }
            if (numbers.length == 0 || notYet.remove(name)) {
                return list(List.of());
            }
            double sum = 0;
            double max = Double.NEGATIVE_INFINITY;
            for (double number : numbers) {
                sum += number;
                max = Math.max(max, number);
            }
            items.add(
                    String.format(
                            "{\"id\":\"%s\",\"max\":%s,\"avg\":%s,\"sum\":%s}",
                            name, json(max), json(sum / numbers.length), json(sum)));
        }
        return list(items);
    }

    private static String json(double number) {
        return Double.isFinite(number) ? Double.toString(number) : "\"" + number + "\"";
    }

    private static Reply list(List<String> items) {
        return Reply.ok("[" + String.join(",", items) + "]");
    }
}
