package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.reply;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.error.DecodingException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.jobmanager.JobManagerEndpoints;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.Response;
import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.io.InputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is made of a reply that is too long, no JSON, or not what was asked for. */
@Timeout(30)
class ReplyTest {
    private static FlinkRestClient client(RawServer server) {
        return FlinkRestClient.connect(server.uri());
    }

    @Test
    void refusesAReplyOverTheLimit() throws IOException {
        try (RawServer server = RawServer.replying(ok(OVERVIEW));
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(DecodingException.class)
                    .isThrownBy(() -> flink.with(CallOptions.NONE.withMaxReplyBytes(50)).overview())
                    .withMessageContaining(
                            "larger than the limit of 50 bytes; raise maxReplyBytes to allow it");
            assertThat(
                            flink.with(CallOptions.NONE.withMaxReplyBytes(OVERVIEW.length()))
                                    .overview()
                                    .jobsRunning())
                    .isEqualTo(1);
        }
    }

    @Test
    void refusesAnEndlessReply() throws IOException {
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    write(
                                            socket,
                                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                                    while (true) {
                                        write(socket, "1000\r\n" + " ".repeat(4096) + "\r\n");
                                    }
                                });
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(DecodingException.class)
                    .isThrownBy(
                            () ->
                                    flink.with(CallOptions.NONE.withMaxReplyBytes(1 << 20))
                                            .overview())
                    .withMessageContaining("larger than the limit of 1048576 bytes");
        }
    }

    @Test
    void callsAWebPageAWebPage() throws IOException {
        String page = "<html><head><title>Sign in</title></head></html>";
        try (RawServer server = RawServer.replying(reply("200 OK", "text/html", page));
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(DecodingException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining(
                            "a web page came instead of what Flink answers: 'Sign in'");
        }
    }

    @Test
    void callsAWebPageAWebPageWhateverTheCall() throws IOException {
        String page = "<html><head><title>Sign in</title></head></html>";
        try (RawServer server = RawServer.replying(reply("200 OK", "text/html", page));
                FlinkRestClient flink = client(server)) {
            Response<?> response = flink.exchange(ClusterEndpoints.DELETE.with());
            assertThat(response.text()).isEqualTo(page);
            for (ThrowingCallable call :
                    new ThrowingCallable[] {
                        response::decode,
                        flink::deleteCluster,
                        () -> flink.jobManager().getLog("x").text(),
                        () -> flink.jobManager().getLog("x").open()
                    }) {
                assertThatExceptionOfType(DecodingException.class)
                        .isThrownBy(call)
                        .withMessageContaining("a web page came");
            }
        }
        try (RawServer server = RawServer.replying(ok(page));
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(DecodingException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining("a web page came");
        }
    }

    @Test
    void namesThePlaceThatCannotBeDecoded() throws IOException {
        try (RawServer server =
                        RawServer.replying(
                                ok("{\"jobs\":[{\"id\":\"xyz\",\"status\":\"RUNNING\"}]}"));
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(DecodingException.class)
                    .isThrownBy(() -> flink.jobs().all())
                    .withMessageContaining("GET /jobs: the reply cannot be read at $.jobs[0].id")
                    .satisfies(e -> assertThat(e.path()).isEqualTo("$.jobs[0].id"));
        }
        for (String broken : new String[] {"", "{\"jobs\":[", "null", "[]", "{\"jobs\":7}"}) {
            try (RawServer server = RawServer.replying(ok(broken));
                    FlinkRestClient flink = client(server)) {
                assertThatExceptionOfType(DecodingException.class)
                        .as(broken)
                        .isThrownBy(() -> flink.jobs().all());
            }
        }
    }

    @Test
    void keepsTheStatusOfAnErrorHoweverLong() throws IOException {
        String page = "{\"errors\":[\"" + "x".repeat(5 << 20) + "\"]}";
        try (RawServer server =
                        RawServer.replying(reply("503 Unavailable", "application/json", page));
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(flink::overview)
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(700));
        }
    }

    @Test
    void streamsMoreThanTheLimitOfAReplyInMemory() throws IOException {
        String log = "line\n".repeat(100_000);
        try (RawServer server = RawServer.replying(reply("200 OK", "text/plain", log));
                FlinkRestClient flink =
                        client(server).with(CallOptions.NONE.withMaxReplyBytes(1_000))) {
            try (InputStream in = flink.open(JobManagerEndpoints.LOG_FILE.with("a"))) {
                assertThat(in.readAllBytes()).hasSize(500_000);
            }
        }
    }
}
