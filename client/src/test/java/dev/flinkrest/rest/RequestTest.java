package dev.flinkrest.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
    private static final Endpoint<String> FILE = Endpoint.getText("/jobmanager/logs/:filename");
    private static final Endpoint<Void> RUN =
            Endpoint.of(HttpMethod.POST, "/jars/:jarid/run", Void.class);

    @ParameterizedTest
    @CsvSource({
        "flink.log, flink.log",
        "127.0.0.1:42389-ef2404, 127.0.0.1:42389-ef2404",
        "../../conf/config.yaml, ..%252F..%252Fconf%252Fconfig.yaml",
        "a b, a%20b",
        "%2F, %25252F",
        "a?b#c, a%253Fb%23c",
        "a+b, a%252Bb",
        "é😀, %C3%A9%F0%9F%98%80",
        "'a;b', a%3Bb"
    })
    void keepsEveryNameInItsSegment(String name, String encoded) {
        assertThat(FILE.with(name).target()).isEqualTo("/jobmanager/logs/" + encoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void refusesNamesThatLeaveTheirSegment(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FILE.with(name))
                .withMessageContaining("'" + name + "' cannot be part of a path");
    }

    @Test
    void refusesNull() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FILE.with((Object) null))
                .withMessage(
                        "a path parameter of GET /jobmanager/logs/:filename is null; expected an id,"
                                + " name or number");
    }

    @Test
    void refusesTheWrongNumberOfParameters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FILE.with())
                .withMessage("GET /jobmanager/logs/:filename takes 1 path parameters; got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FILE.with("a", "b"))
                .withMessageContaining("takes 1 path parameters; got 2");
    }

    @Test
    void joinsQueryValuesByCommasAndEncodesThem() {
        Request<String> request =
                FILE.with("x")
                        .query("get", List.of("0.a b", "c&d"))
                        .query("agg", List.of())
                        .query("mode", "cancel");
        assertThat(request.target()).isEqualTo("/jobmanager/logs/x?get=0.a%20b,c%26d&mode=cancel");
    }

    @Test
    void printsWhatWouldBeSent() {
        assertThat(RUN.with("x.jar").body(Map.of("programArgsList", List.of("--name", "a b", ""))))
                .hasToString(
                        "POST /jars/x.jar/run {\"programArgsList\":[\"--name\",\"a b\",\"\"]}");
        assertThat(
                        RUN.with("x.jar")
                                .body(
                                        new FileUpload(
                                                Path.of("/tmp/j.jar"),
                                                "j.jar",
                                                UploadProgress.NONE)))
                .hasToString("POST /jars/x.jar/run <file j.jar>");
    }

    @Test
    void isNotChangedByItsDerivations() {
        Request<String> request = FILE.with("x");
        assertThat(request.query("a", 1)).isNotSameAs(request);
        assertThat(request.with(CallOptions.DEFAULTS).options()).isEqualTo(CallOptions.DEFAULTS);
        assertThat(request.target()).isEqualTo("/jobmanager/logs/x");
        assertThat(request.options()).isEqualTo(CallOptions.NONE);
    }

    @Test
    void takesBoundsFromTheNearestThatSetsThem() {
        CallOptions call = CallOptions.NONE.withCallTimeout(Duration.ofSeconds(1));
        CallOptions merged = call.orElse(CallOptions.DEFAULTS);
        assertThat(merged.callTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(merged.maxReplyBytes()).isEqualTo(64L << 20);
        assertThat(merged.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void refusesBoundsThatBoundNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.NONE.withCallTimeout(Duration.ZERO))
                .withMessage("callTimeout is PT0S; expected a positive duration");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.NONE.withMaxReplyBytes(0))
                .withMessage("maxReplyBytes is 0; expected at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                CallOptions.NONE.withConnectTimeout(
                                        Duration.ofSeconds(Long.MAX_VALUE)))
                .withMessageContaining("expected at most 100 years");
    }
}
