package dev.flinkrest;

import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.applications.ApplicationEndpoints;
import dev.flinkrest.diagnostics.ProfilingMode;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.UnsupportedByServerException;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.jars.ClaimMode;
import dev.flinkrest.jars.RunOptions;
import dev.flinkrest.jobs.SavepointOptions;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What the server's version decides, and when it is asked for. */
class VersionTest {
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String CONFIG = "GET /config HTTP/1.1";

    private static FlinkRestClient client(RawServer server) {
        return FlinkRestClient.connect(server.uri());
    }

    private static String config(String version) {
        return ok(
                "{\"refresh-interval\":3000,\"timezone-name\":\"UTC\",\"timezone-offset\":0,"
                        + "\"flink-version\":\""
                        + version
                        + "\",\"flink-revision\":\"x\",\"features\":{\"web-submit\":true}}");
    }

    @Test
    void isAskedForOnce() throws IOException {
        try (RawServer server = RawServer.replying(config("1.18.1-vvr-8.0"));
                FlinkRestClient flink = client(server)) {
            assertThat(flink.version()).isEqualTo(new FlinkVersion(1, 18, 1));
            assertThat(flink.version()).isEqualTo(new FlinkVersion(1, 18, 1));
            assertThat(server.requests).containsExactly(CONFIG);
        }
    }

    @Test
    void leavesAWriteUnsentWhereAProxyAnswersTheQuestion() throws IOException {
        String answer = RawServer.reply("502 Bad Gateway", "text/html", "<html>");
        try (RawServer server = RawServer.replying(answer);
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(
                            () -> flink.jobManager().profiler().start(ProfilingMode.CPU, SECOND))
                    .withMessageContaining("nothing else was sent")
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse());
            assertThat(server.requests).containsOnly(CONFIG);
        }
    }

    @Test
    void isTheNewestIfItCannotBeRead() throws IOException {
        try (RawServer server = RawServer.replying(config("DeadBeef"));
                FlinkRestClient flink = client(server)) {
            assertThat(flink.version()).isEqualTo(FlinkVersion.V2_3);
        }
    }

    @Test
    void isAskedForAgainAfterALostConnection() throws IOException {
        List<String> versions = new ArrayList<>(List.of("1.19.3", "1.20.3"));
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    if (request.line().equals(CONFIG)) {
                                        write(socket, config(versions.remove(0)));
                                    } else if (versions.size() == 1) {
                                        socket.close(); // replaced by a newer one
                                    } else {
                                        write(socket, ok("{\"jobid\":\"" + JOB + "\"}"));
                                    }
                                });
                FlinkRestClient flink = client(server)) {
            assertThat(flink.version()).isEqualTo(new FlinkVersion(1, 19, 3));
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> flink.jars().delete(JarId.of("a.jar")));
            var options = RunOptions.builder().claimMode(ClaimMode.CLAIM).build();
            assertThat(flink.jars().run(JarId.of("a.jar"), options)).isEqualTo(JOB);
            assertThat(server.requests)
                    .containsExactly(
                            CONFIG,
                            "DELETE /jars/a.jar HTTP/1.1",
                            CONFIG,
                            "POST /jars/a.jar/run HTTP/1.1");
        }
    }

    @Test
    void saysThatAWriteWasNotSentIfTheVersionCannotBeHad() throws IOException {
        try (RawServer server = new RawServer((request, socket) -> socket.close());
                FlinkRestClient flink = client(server)) {
            var cancel = ApplicationEndpoints.CANCEL.with(JOB);
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> flink.send(cancel))
                    .withMessageStartingWith(
                            "POST /applications/:applicationid/cancel: nothing else was sent, for the server's"
                                    + " version is not known: GET /config: ")
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse());
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(
                            () ->
                                    flink.jobs()
                                            .createSavepoint(
                                                    JOB, SavepointOptions.into("file:/sp")))
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse());
            assertThat(server.requests).containsOnly(CONFIG);
        }
        try (RawServer server = new RawServer((request, socket) -> {});
                FlinkRestClient flink = client(server)) {
            var cancel =
                    ApplicationEndpoints.CANCEL
                            .with(JOB)
                            .with(CallOptions.NONE.withCallTimeout(Duration.ofMillis(100)));
            assertThatExceptionOfType(DeadlineExceededException.class)
                    .isThrownBy(() -> flink.send(cancel))
                    .withMessageContaining("nothing else was sent")
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse())
                    .satisfies(e -> assertThat(e.timeout()).isEqualTo(Duration.ofMillis(100)));
        }
    }

    @Test
    void refusesWhatTheServerIsTooOldForBeforeItIsSent() throws IOException {
        try (RawServer server = RawServer.replying(config("1.14.6"));
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(() -> flink.jobs().getStatus(JOB))
                    .withMessage(
                            "GET /jobs/:jobid/status: this operation came with Flink 1.16; the server is 1.14.6."
                                    + " Read the job's details instead")
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse());
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(() -> flink.jobManager().environment())
                    .withMessage(
                            "GET /jobmanager/environment: this operation came with Flink 1.16; the server is 1.14.6");
            var overview = ApplicationEndpoints.OVERVIEW.with();
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(() -> flink.exchange(overview));
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(() -> flink.open(overview));
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> flink.sendAsync(overview).join())
                    .withCauseInstanceOf(UnsupportedByServerException.class);
            assertThat(server.requests).containsOnly(CONFIG);
        }
    }

    @Test
    void isNotAskedForWhereEveryVersionCan() throws IOException {
        try (RawServer server = RawServer.replying(ok("{\"jobs\":[]}"));
                FlinkRestClient flink = client(server)) {
            assertThat(flink.jobs().all()).isEmpty();
            assertThat(server.requests).containsExactly("GET /jobs HTTP/1.1");
        }
    }
}
