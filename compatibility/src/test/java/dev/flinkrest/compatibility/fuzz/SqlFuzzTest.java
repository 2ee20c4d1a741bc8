package dev.flinkrest.compatibility.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.Response;
import dev.flinkrest.rest.RestCaller;
import dev.flinkrest.sql.SessionOptions;
import dev.flinkrest.sql.SqlEndpoints;
import dev.flinkrest.sql.SqlGateway;
import dev.flinkrest.sql.SqlResult;
import dev.flinkrest.sql.SqlRow;
import dev.flinkrest.sql.SqlSession;
import dev.flinkrest.sql.StatementOptions;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the rows of a page, by the types that the page itself has. */
class SqlFuzzTest {
    private static final StatementOptions HURRY =
            StatementOptions.builder().rowTimeout(Duration.ofMillis(1)).build();

    private static final OnePage GATEWAY = new OnePage();
    private static final SqlSession SESSION =
            SqlGateway.over(GATEWAY)
                    .openSession(SessionOptions.builder().withoutHeartbeats().build());

    /** Answers a statement with one page of rows, then with the end. */
    private static final class OnePage implements RestCaller {
        private byte[] page = {};
        private boolean given;

        void give(byte[] bytes) {
            page = bytes;
            given = false;
        }

        private String answer(String operation) {
            return operation.endsWith("/api_versions")
                    ? "{\"versions\":[\"V1\",\"V2\",\"V3\",\"V4\"]}"
                    : "{\"sessionHandle\":\"9808603d-13e4-4e65-9d29-41f76b569969\","
                            + "\"operationHandle\":\"24da42d7-bce6-429f-b910-2b361b45f25b\","
                            + "\"resultType\":\"EOS\"}";
        }

        @Override
        public <R> Response<R> exchange(Request<R> request) {
            boolean fetch = request.endpoint() == SqlEndpoints.FETCH_RESULTS && !given;
            given |= fetch;
            byte[] body =
                    fetch
                            ? page
                            : answer(request.endpoint().toString())
                                    .getBytes(StandardCharsets.UTF_8);
            return new Response<>(request, 200, Map.of(), body);
        }

        @Override
        public <R> R send(Request<R> request) {
            return exchange(request).decode();
        }

        @Override
        public <R> CompletableFuture<R> sendAsync(Request<R> request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream open(Request<?> request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FlinkVersion version(CallOptions options) {
            return FlinkVersion.V2_3;
        }
    }

    /** What fuzzing has found once. */
    private static final String NO_UNIT =
            """
            {"resultType":"EOS","isQueryResult":true,"resultKind":"SUCCESS_WITH_CONTENT",\
            "results":{"columns":[{"name":"c","logicalType":{"type":"INTERVAL_YEAR_MONTH","nullable":true}}],\
            "rowFormat":"JSON","data":[]}}""";

    static Stream<Named<byte[]>> pages() {
        return Stream.concat(
                Stream.concat(
                        Stream.of(
                                Named.of(
                                        "an interval of no unit",
                                        NO_UNIT.getBytes(StandardCharsets.UTF_8))),
                        Replies.ofSqlGateways()),
                Replies.all().stream()
                        .filter(reply -> reply.endpoint() == SqlEndpoints.FETCH_RESULTS)
                        .map(reply -> Named.of("a reply", reply.body())));
    }

    @MethodSource("pages")
    @FuzzTest
    void readsRows(byte[] page) {
        Input.hold(
                page.length,
                FlinkRestException.class,
                () -> {
                    GATEWAY.give(page);
                    try (SqlResult result = SESSION.execute("SELECT 1", HURRY)) {
                        List<SqlRow> rows = result.stream().toList();
                        return List.of(rows.toString(), result.columns().toString());
                    }
                });
    }
}
