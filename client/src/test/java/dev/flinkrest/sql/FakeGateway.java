package dev.flinkrest.sql;

import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.FakeTicker;
import dev.flinkrest.support.Recorded;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gateway with one session that runs one statement, whose pages are told beforehand. */
final class FakeGateway {
    static final String SESSION = "9808603d-13e4-4e65-9d29-41f76b569969";
    static final String OPERATION = "24da42d7-bce6-429f-b910-2b361b45f25b";
    static final Reply GONE = new Reply(500, Recorded.reply("sql/no-session-1.20.3.json"));

    final FakeTicker ticker = new FakeTicker();
    final Deque<Reply> pages = new ArrayDeque<>();
    final ManualTimer timer = new ManualTimer();
    final FakeCaller caller = new FakeCaller(FlinkVersion.V2_3, this::answer);
    final SqlGateway gateway = new SqlGateway(caller, () -> {}, ticker, timer);
    String versions = "\"V1\",\"V2\",\"V3\",\"V4\"";
    Reply other = Reply.ok("{}");

    /** Is thrown instead of an answer, if it is there. */
    @Nullable RuntimeException failure;

    /** Does things when it is told to. */
    static final class ManualTimer implements Heartbeats.Timer {
        final List<Duration> intervals = new ArrayList<>();
        final List<Runnable> tasks = new ArrayList<>();
        boolean closed;

        @Override
        public Runnable every(Duration interval, Runnable task) {
            intervals.add(interval);
            tasks.add(task);
            return () -> tasks.remove(task);
        }

        void tick() {
            List.copyOf(tasks).forEach(Runnable::run);
        }

        @Override
        public void close() {
            closed = true;
            tasks.clear();
        }
    }

    private Reply answer(Request<?> request) {
        if (failure != null) {
            throw failure;
        }
        var endpoint = request.endpoint();
        if (endpoint == SqlEndpoints.API_VERSIONS) {
            return Reply.ok("{\"versions\":[" + versions + "]}");
        }
        if (endpoint == SqlEndpoints.OPEN_SESSION) {
            return Reply.ok("{\"sessionHandle\":\"" + SESSION + "\"}");
        }
        if (endpoint == SqlEndpoints.EXECUTE_STATEMENT
                || endpoint == SqlEndpoints.REFRESH_MATERIALIZED_TABLE) {
            return other.status() == 200
                    ? Reply.ok("{\"operationHandle\":\"" + OPERATION + "\"}")
                    : other;
        }
        if (endpoint == SqlEndpoints.FETCH_RESULTS) {
            return pages.remove();
        }
        return other;
    }

    /** What was asked of the session, without the API's versions. */
    List<String> asked() {
        return caller.asked.stream()
                .filter(line -> !line.equals("GET /api_versions"))
                .map(line -> line.replace("/sessions/" + SESSION, "/S"))
                .map(line -> line.replace("/operations/" + OPERATION, "/O"))
                .toList();
    }

    FakeGateway page(String json) {
        pages.add(Reply.ok(json));
        return this;
    }

    FakeGateway notReady(int token) {
        return page(
                "{\"resultType\":\"NOT_READY\",\"nextResultUri\":\"/v4/x/result/" + token + "\"}");
    }

    /** A page of INT rows; the next page's token, or null for the end. */
    FakeGateway rows(Integer nextToken, int... values) {
        List<String> rows = new ArrayList<>();
        for (int value : values) {
            rows.add("{\"kind\":\"INSERT\",\"fields\":[" + value + "]}");
        }
        return page(
                "{\"resultType\":\""
                        + (nextToken == null ? "EOS" : "PAYLOAD")
                        + "\",\"isQueryResult\":true,\"jobID\":\"29331c1a67c1f3e4ec4cfcafb9edcd72\","
                        + "\"resultKind\":\"SUCCESS_WITH_CONTENT\",\"results\":{\"columns\":[{\"name\":\"a\","
                        + "\"logicalType\":{\"type\":\"INTEGER\",\"nullable\":false},\"comment\":null}],"
                        + "\"rowFormat\":\"JSON\",\"data\":["
                        + String.join(",", rows)
                        + "]}"
                        + (nextToken == null
                                ? ""
                                : ",\"nextResultUri\":\"http://elsewhere.example/v4/x/result/"
                                        + nextToken
                                        + "?rowFormat=JSON\"")
                        + "}");
    }

    /** Opens a session without heartbeats. */
    SqlSession session() {
        return gateway.openSession(SessionOptions.builder().withoutHeartbeats().build());
    }

    SqlResult execute() {
        return session().execute("SELECT 1");
    }
}
