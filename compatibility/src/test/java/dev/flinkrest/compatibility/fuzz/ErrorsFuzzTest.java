package dev.flinkrest.compatibility.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.SqlStatementException;
import dev.flinkrest.error.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Makes exceptions of error replies. The first line has the status, what was asked for, and where
 * to go instead or when to come again, for example {@code 302 /jobs https://login.example/} or
 * {@code 503 /jobs 120}; then comes the body.
 */
class ErrorsFuzzTest {
    private static final String GATEWAY =
            "org.apache.flink.table.gateway.api.utils.SqlGatewayException: ";

    static Stream<Named<byte[]>> ofSqlGateways() {
        return Replies.ofSqlGateways()
                .map(body -> Line.before("500 /v4/sessions", body.getPayload()));
    }

    /** What takes minutes where the work for it grows with the square of its length. */
    static Stream<Named<byte[]>> growing() {
        return Stream.of(
                        "<script>",
                        "<title>",
                        "<!--",
                        "<",
                        " ",
                        "a.b: ",
                        "\\n",
                        "\\nCaused by: ",
                        "The file x",
                        "The file x does not exist on the ",
                        "UnknownTaskExecutorException",
                        "SqlGatewayException: Session '",
                        "at line 1, ")
                .map(piece -> piece.repeat(1 + 100_000 / piece.length()))
                .flatMap(
                        text ->
                                Stream.of(
                                        text,
                                        "{\"errors\":[\"" + text + "\\n\\tat a.B(\"]}",
                                        "{\"errors\":[\"" + GATEWAY + text + "\\n\\tat a.B(\"]}"))
                .map(body -> Line.before("500 /jobs", body.getBytes(StandardCharsets.UTF_8)));
    }

    /** What fuzzing has found once. */
    static Stream<Named<byte[]>> found() {
        return Stream.of(
                Line.before(
                        "500 /jobs",
                        "{\"errors\":[],\"n\":1E25678901234567890}"
                                .getBytes(StandardCharsets.UTF_8)));
    }

    @MethodSource({"ofSqlGateways", "growing", "found"})
    @FuzzTest
    void makesAnException(byte[] input) {
        Line line = Line.of(input);
        String[] words = line.text().split(" ", 3);
        int status = status(words[0]);
        String target = words.length > 1 ? words[1] : "/";
        Map<String, List<String>> headers =
                words.length > 2
                        ? Map.of("location", List.of(words[2]), "retry-after", List.of(words[2]))
                        : Map.of();
        Input.hold(
                input.length,
                FlinkRestException.class,
                () -> {
                    ServerErrorException e =
                            ServerErrorException.of(
                                    "GET /jobs", target, status, headers, line.rest());
                    use(e);
                    throw e;
                });
    }

    private static int status(String text) {
        return 300
                + Math.floorMod(
                        text.matches("\\d{3}") ? Integer.parseInt(text) - 300 : text.hashCode(),
                        300);
    }

    private static void use(ServerErrorException e) {
        List<Object> said =
                Arrays.asList(e.messages(), e.headline(), e.exceptionClass(), e.serverStackTrace());
        if (e instanceof SqlStatementException sql) {
            said.set(0, List.of(sql.sqlError(), sql.line() + ":" + sql.column()));
        }
        if (e instanceof UnavailableException later
                && later.retryAfter() != null
                && later.retryAfter().toNanos() < 0) {
            throw new AssertionError("a pause of less than nothing: " + later.retryAfter());
        }
        if (said.get(1).toString().lines().count() > 1) {
            throw new AssertionError("a headline of several lines: " + said.get(1));
        }
    }
}
