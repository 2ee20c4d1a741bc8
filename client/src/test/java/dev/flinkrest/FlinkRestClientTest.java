package dev.flinkrest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.OperationFailedException;
import dev.flinkrest.id.DataSetId;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlinkRestClientTest {
    private static final DataSetId DATA_SET = DataSetId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final String TRIGGERED = "{\"request-id\":\"12b969df26f8f7bc553b3fde61895c07\"}";

    @ParameterizedTest
    @CsvSource({
        "localhost:8081, does not begin with http:// or https://",
        "ftp://x, does not begin with http:// or https://",
        "http:///x, names no valid host",
        "http://a_b:80/, 'names no valid host, for one has no underscore'",
        "http://u:secret@x/, holds a user or password",
        "http://x/?a=b, has a query or fragment",
        "http://x//y, has an empty path segment",
        "http://x:99999, has a port that is not in 1 to 65535",
        "'http://a b', is no URL",
        "'', url is blank"
    })
    void refusesUrlsThatNameNoServer(String url, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlinkRestClient.builder().url(url))
                .withMessageContaining(reason)
                .withMessageNotContaining("secret");
    }

    @Test
    void refusesHostsAndPortsThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlinkRestClient.get("http://x", 80))
                .withMessageContaining("expected a name or address only. For a URL, call connect");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlinkRestClient.get("x", 0))
                .withMessage("port is 0; expected 1 to 65535");
        assertThatIllegalStateException()
                .isThrownBy(() -> FlinkRestClient.builder().build())
                .withMessageContaining("no url was set");
    }

    @Test
    void takesAnIpv6Address() {
        try (FlinkRestClient flink = FlinkRestClient.get("::1", 8081)) {
            assertThat(flink).hasToString("FlinkRestClient[http://[::1]:8081]");
        }
    }

    @Test
    void takesAUrlWithoutAPort() {
        // a loopback address that nobody listens on
        try (FlinkRestClient flink = FlinkRestClient.connect(URI.create("http://127.7.7.7/prod"));
                FlinkRestClient tls = FlinkRestClient.connect(URI.create("https://127.7.7.7/"))) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining("http://127.7.7.7:80");
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(tls::overview)
                    .withMessageContaining("https://127.7.7.7:443");
        }
    }

    @Test
    void boundsTheCallsOfAView() {
        List<CallOptions> seen = new ArrayList<>();
        FakeCaller caller =
                new FakeCaller(
                        FlinkVersion.V2_3,
                        request -> {
                            seen.add(request.options());
                            return Reply.ok("{\"jobs\":[]}");
                        });
        FlinkRestClient flink = FlinkRestClient.over(caller);
        CallOptions second = CallOptions.NONE.withCallTimeout(Duration.ofSeconds(1));
        flink.jobs().all();
        flink.with(second).jobs().all();
        flink.with(second).with(CallOptions.NONE.withMaxReplyBytes(7)).jobs().all();
        assertThat(seen).containsExactly(CallOptions.NONE, second, second.withMaxReplyBytes(7));
    }

    @Test
    void deletesADataSetAndWaitsForIt() {
        FakeCaller caller =
                new FakeCaller(
                        FlinkVersion.V2_3,
                        request ->
                                Reply.ok(
                                        request.target().contains("/delete/")
                                                ? "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{}}"
                                                : TRIGGERED));
        FlinkRestClient.over(caller).deleteDataset(DATA_SET).await(Duration.ofSeconds(5));
        assertThat(caller.asked)
                .containsExactly(
                        "DELETE /datasets/" + DATA_SET,
                        "GET /datasets/delete/12b969df26f8f7bc553b3fde61895c07");
    }

    @Test
    void reportsADeletionThatFailed() {
        FakeCaller caller =
                new FakeCaller(
                        FlinkVersion.V2_3,
                        request ->
                                Reply.ok(
                                        request.target().contains("/delete/")
                                                ? "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":{\"class\":"
                                                        + "\"java.io.IOException\",\"stack-trace\":\"java.io.IOException: busy\"}}}"
                                                : TRIGGERED));
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(
                        () ->
                                FlinkRestClient.over(caller)
                                        .deleteDataset(DATA_SET)
                                        .await(Duration.ofSeconds(5)))
                .withMessage("deletion of data set " + DATA_SET + " failed: busy");
    }

    @Test
    void downloadsAWholeFileOrNone(@TempDir Path directory) throws IOException {
        Path log = directory.resolve("jm.log");
        FlinkRestClient good = FlinkRestClient.over(FakeCaller.always(FlinkVersion.V2_3, "a\nb\n"));
        good.jobManager().getLog("jm.log").download(log);
        good.jobManager().getLog("jm.log").download(log);
        assertThat(log).hasContent("a\nb\n");
        FlinkRestClient bad =
                FlinkRestClient.over(
                        new FakeCaller(FlinkVersion.V2_3, FlinkRestClientTest::missing));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> bad.jobManager().getLog("x").download(directory.resolve("x")));
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(log);
        }
    }

    private static Reply missing(Request<?> request) {
        return new Reply(404, "{\"errors\":[\"This file does not exist in JobManager log dir.\"]}");
    }
}
