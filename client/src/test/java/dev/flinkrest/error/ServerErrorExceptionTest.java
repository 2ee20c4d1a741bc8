package dev.flinkrest.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerErrorExceptionTest {
    private static final String TRACE =
            "\\n\\tat org.apache.flink.runtime.rest.handler.X.lambda$handle$0(X.java:99)"
                    + "\\n\\tat java.base/java.lang.Thread.run(Thread.java:840)";

    private static ServerErrorException error(int status, String body) {
        return error(status, Map.of(), body);
    }

    private static ServerErrorException error(
            int status, Map<String, List<String>> headers, String body) {
        return ServerErrorException.of(
                "POST /jars/:jarid/run",
                "/jars/a.jar/run",
                status,
                headers,
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static String handlerException(String message) {
        return "{\"errors\":[\"org.apache.flink.runtime.rest.handler.RestHandlerException: "
                + message
                + TRACE
                + "\"]}";
    }

    private static String internalError(String trace) {
        return "{\"errors\":[\"Internal server error.\",\"<Exception on server side:\\n"
                + trace
                + TRACE
                + "\\n\\nEnd of exception on server side>\"]}";
    }

    @Test
    void splitsAStackTraceIntoHeadlineClassAndRest() {
        ServerErrorException e =
                error(
                        400,
                        handlerException("Could not execute application.")
                                .replace(
                                        "\"]}",
                                        "\\nCaused by: java.lang.IllegalStateException: no topic"
                                                + TRACE
                                                + "\"]}"));
        assertThat(e).isExactlyInstanceOf(ServerErrorException.class);
        assertThat(e)
                .hasMessage(
                        "POST /jars/:jarid/run answered 400 for /jars/a.jar/run: Could not execute application:"
                                + " no topic");
        assertThat(e.status()).isEqualTo(400);
        assertThat(e.headline()).isEqualTo("Could not execute application.");
        assertThat(e.exceptionClass())
                .isEqualTo("org.apache.flink.runtime.rest.handler.RestHandlerException");
        assertThat(e.serverStackTrace())
                .contains("Caused by: java.lang.IllegalStateException", "Thread.java:840");
        assertThat(e.messages()).hasSize(1);
        assertThat(e.maybeSent()).isTrue();
        assertThat(e.operation()).isEqualTo("POST /jars/:jarid/run");
        assertThat(e.target()).isEqualTo("/jars/a.jar/run");
    }

    @Test
    void unwrapsTheExceptionOfAnInternalError() {
        ServerErrorException e =
                error(
                        500,
                        internalError(
                                "java.util.concurrent.CompletionException:"
                                        + " org.apache.flink.client.program.ProgramInvocationException: No Main-Class was found"));
        assertThat(e.headline()).isEqualTo("No Main-Class was found");
        assertThat(e.exceptionClass()).isEqualTo("java.util.concurrent.CompletionException");
        assertThat(e.serverStackTrace())
                .startsWith("java.util.concurrent.CompletionException")
                .endsWith("840)");
        assertThat(e.messages()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"404, NotFoundException", "409, ConflictException", "503, UnavailableException"})
    void hasAClassForWhatOneReactsTo(int status, String name) {
        assertThat(error(status, handlerException("whatever")).getClass().getSimpleName())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500|org.apache.flink.runtime.resourcemanager.exceptions.UnknownTaskExecutorException: No TaskExecutor"
                        + " registered under nope.",
                "500|org.apache.flink.runtime.messages.FlinkJobNotFoundException: Could not find Flink job (00)",
                "500|org.apache.flink.util.FlinkException: The file nope.log does not exist on the TaskExecutor.",
                "500|java.util.concurrent.CompletionException: org.apache.flink.runtime.rest.handler"
                        + ".RestHandlerException: Jar file /tmp/a b/nope.jar does not exist",
                "400|org.apache.flink.runtime.rest.handler.RestHandlerException: File x.jar does not exist in /tmp."
            })
    void seesThroughStatusesThatMeanNotFound(int status, String trace) {
        assertThat(error(status, internalError(trace)))
                .isInstanceOf(NotFoundException.class)
                .satisfies(e -> assertThat(e.status()).isEqualTo(status));
    }

    @Test
    void doesNotTakeAProgramsMissingFileForAMissingJar() {
        String body =
                handlerException("Could not execute application.")
                        .replace(
                                "\"]}",
                                "\\nCaused by: java.io.FileNotFoundException: File file:/in.csv does"
                                        + " not exist"
                                        + TRACE
                                        + "\"]}");
        assertThat(error(400, body)).isExactlyInstanceOf(ServerErrorException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "500, rpc.exceptions.RecipientUnreachableException: Could not send message",
        "400, rpc.exceptions.RecipientUnreachableException: Could not send message",
        "500, java.util.concurrent.TimeoutException: Invocation of [RemoteRpcInvocation(…)] at …",
        "500, rpc.exceptions.FencingTokenException: Fencing token mismatch"
    })
    void seesTheLossOfALeaderInWhatItCaused(int status, String cause) {
        assertThat(error(status, internalError("Could not …" + TRACE + "\\nCaused by: " + cause)))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(UnavailableException.Reason.NO_LEADER);
                            assertThat(e.maybeSent()).isTrue();
                        });
    }

    @Test
    void explainsAnOperationThatTheServerDoesNotHave() {
        assertThat(error(404, "{\"errors\":[\"Not found: /jobs/x/checkpoints\"]}"))
                .hasMessageContaining("web.submit.enable may be off");
        assertThat(
                        ServerErrorException.of(
                                "GET /jobmanager/thread-dump",
                                "/jobmanager/thread-dump",
                                404,
                                Map.of(),
                                "{\"errors\":[\"Unable to load requested file /jobmanager/thread-dump.\"]}"
                                        .getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("it may be too old, or the URL's path prefix wrong");
        assertThat(error(404, "{\"errors\":[\"Unable to load requested file /bad-request.\"]}"))
                .hasMessageContaining(
                        "the request line is longer than the 4096 bytes that Flink reads");
    }

    @Test
    void takesTheFirstLineOfAProxysPage() {
        ServerErrorException e =
                error(
                        502,
                        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad"
                                + " Gateway</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>");
        assertThat(e)
                .hasMessage(
                        "POST /jars/:jarid/run answered 502 for /jars/a.jar/run: 502 Bad Gateway");
        assertThat(e.headline()).isEqualTo("502 Bad Gateway");
        assertThat(e.exceptionClass()).isNull();
        assertThat(e.serverStackTrace()).isEmpty();
        assertThat(error(502, "<!-- x --><html><body><p>Oops</p></body></html>").headline())
                .isEqualTo("Oops");
        assertThat(error(500, "upstream timed out\nid 7").headline())
                .isEqualTo("upstream timed out");
    }

    @Test
    void saysWhatToDoAboutBodilessAnswers() {
        assertThat(error(413, ""))
                .hasMessageContaining("the request is larger than the server or a proxy");
        assertThat(error(401, "")).hasMessageContaining("wants other credentials");
        assertThat(error(301, Map.of("Location", List.of("https://flink:8081/jobs")), ""))
                .hasMessage(
                        "POST /jars/:jarid/run answered 301 for /jars/a.jar/run (the server redirects to"
                                + " https://flink:8081/jobs; connect to that address instead)");
    }

    @Test
    void keepsItsMessageOnOneScreen() {
        assertThat(error(400, handlerException("x".repeat(20_000))).getMessage())
                .hasSizeLessThan(700);
        assertThat(error(500, "y".repeat(20_000)).getMessage()).hasSizeLessThan(700);
    }

    @Test
    void takesJsonOfAnotherFormForAPage() {
        assertThat(error(400, "{\"message\":\"no\"}").headline()).isEqualTo("{\"message\":\"no\"}");
        assertThat(error(400, "{\"errors\":[]}"))
                .hasMessage("POST /jars/:jarid/run answered 400 for /jars/a.jar/run");
        assertThat(error(400, "{\"errors\":[{\"code\":1}]}").headline()).isEqualTo("{\"code\":1}");
    }
}
