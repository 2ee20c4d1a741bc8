package dev.flinkrest.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                .isInstanceOfSatisfying(
                        NotFoundException.class, e -> assertThat(e.isOperationUnknown()).isFalse())
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

    @Test
    void seesThatAJobIsBeingSetUp() {
        String cause =
                "org.apache.flink.runtime.dispatcher.UnavailableDispatcherOperationException: Unable to"
                        + " get JobMasterGateway for initializing job.";
        assertThat(error(500, internalError(cause + TRACE)))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> {
                            assertThat(e.reason())
                                    .isEqualTo(UnavailableException.Reason.INITIALIZING);
                            assertThat(e.maybeSent()).isFalse();
                        });
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
                .isInstanceOfSatisfying(
                        NotFoundException.class, e -> assertThat(e.isOperationUnknown()).isTrue())
                .hasMessageContaining("it may be too old, or the URL's path prefix wrong");
        assertThat(error(404, "{\"errors\":[\"Unable to load requested file /bad-request.\"]}"))
                .isInstanceOfSatisfying(
                        NotFoundException.class, e -> assertThat(e.isOperationUnknown()).isFalse())
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<HTML><HEAD><TITLE> Moved </TITLE></HEAD>|Moved",
                "<head><title>a</head><p>b|b",
                "<style>p {}</style><script>x()</script><header>a</header>|a",
                "<style>p {}<p>a|p {}",
                "<!-- a <p>b|b",
                "<p>a <b|a <b",
                "<p|<p",
                "a <p>b|a <p>b"
            })
    void findsWhatAPageSaysFirst(String page, String line) {
        assertThat(error(502, page).headline()).isEqualTo(line);
    }

    /** For each, work that grows with the square of the length would take minutes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>",
                "<title>",
                "<!--",
                "<",
                "{\"errors\":[\"\\n",
                "{\"errors\":[\"a.b: ",
                "{\"errors\":[\"The file x",
                "{\"errors\":[\"File x does not exist in"
            })
    @Timeout(20)
    void readsLongRepliesWithoutDelay(String beginning) {
        int text = beginning.lastIndexOf('"') + 1;
        String much = beginning.substring(text).repeat((4 << 20) / (beginning.length() - text));
        String body =
                beginning.substring(0, text) + much + (text > 0 ? "\\n\\tat a.B.c(D)\"]}" : "");
        assertThat(error(500, body).getMessage()).hasSizeLessThan(1_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120|PT2M",
                " 999999999|PT277777H46M39S",
                "9999999999|",
                "Wed, 21 Oct 2015 07:28:00 GMT|PT0S",
                "Fri, 31 Dec 9999 23:59:59 GMT|PT277777H46M39S",
                "soon|",
                "-1|"
            })
    void readsWhenToComeAgain(String header, Duration pause) {
        ServerErrorException e = error(503, Map.of("Retry-After", List.of(header)), "");
        assertThat(((UnavailableException) e).retryAfter()).isEqualTo(pause);
    }

    @Test
    void countsTheTimeUntilADate() {
        String inAnHour =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
        ServerErrorException e = error(503, Map.of("Retry-After", List.of(inAnHour)), "");
        assertThat(((UnavailableException) e).retryAfter())
                .isBetween(Duration.ofMinutes(58), Duration.ofHours(1));
    }

    @Test
    void saysWhatToDoAboutBodilessAnswers() {
        assertThat(error(413, ""))
                .hasMessageContaining("the request is larger than the server or a proxy");
        assertThat(error(401, "")).hasMessageContaining("wants other credentials");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://flink:8081/jars/a.jar/run | the server at flink:8081 speaks https; connect to"
                        + " https://flink:8081",
                "https://gw.example/prod/jars/a.jar/run | the server at gw.example speaks https; connect"
                        + " to https://gw.example/prod",
                "https://[::1]:8081/jars/a.jar/run | the server at [::1]:8081 speaks https; connect to"
                        + " https://[::1]:8081",
                "http://other/flink/jars/a.jar/run | it redirects to the server at other; connect to"
                        + " http://other/flink",
                "https://sso.example/login?to=/jars/a.jar/run | it redirects to another page, at"
                        + " sso.example, as a proxy does",
                "https://u:secret@x/jars/a.jar/run | it redirects to another page, at x, as a proxy does",
                "/login?secret | it redirects to another page of its own, '/login', as a proxy does",
                "http://a b | it redirects to what is no URL; is this the address of a Flink server?"
            })
    void saysInOneSentenceWhereARedirectLeads(String location, String sentence) {
        String page = "<html><head><title>301 Moved</title></head></html>";
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            assertThat(error(status, Map.of("Location", List.of(location)), page))
                    .isExactlyInstanceOf(ServerErrorException.class)
                    .hasMessageStartingWith(
                            "POST /jars/:jarid/run answered " + status + ": " + sentence)
                    .hasMessageNotContaining("secret")
                    .extracting(ServerErrorException::headline)
                    .isEqualTo("301 Moved");
        }
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

    @Test
    void saysNothingWhereTheServerDoesNot() {
        ServerErrorException e = error(500, " \n");
        assertThat(e.messages()).isEmpty();
        assertThat(e.headline()).isEmpty();
        assertThat(e.serverStackTrace()).isEmpty();
    }

    @Test
    void prefersWhatSaysMoreThanThatThereWasAnError() {
        ServerErrorException e =
                error(500, "{\"errors\":[\"Internal server error.\",\"no slots\"]}");
        assertThat(e.headline()).isEqualTo("no slots");
        assertThat(e.messages()).containsExactly("Internal server error.", "no slots");
        assertThat(error(500, "{\"errors\":[\"Internal server error.\"]}").headline())
                .isEqualTo("Internal server error.");
    }

    @Test
    void takesWhatHoldsNumbersWithoutEndForAPage() {
        ServerErrorException e = error(500, "{\"errors\":[\"x\"],\"n\":1E25678901234567890}");
        assertThat(e.headline()).isEqualTo("{\"errors\":[\"x\"],\"n\":1E25678901234567890}");
    }
}
