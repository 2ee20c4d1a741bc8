package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.election;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.reply;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.ProxyOptions;
import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeveralServersTest {
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");

    @TempDir Path directory;

    /** What is the matter with the first server. */
    enum Trouble {
        HAS_NO_LEADER,
        CLOSES,
        RESETS,
        BREAKS_OFF;

        void happen(Socket socket) throws IOException {
            switch (this) {
                case HAS_NO_LEADER -> write(socket, election());
                case CLOSES -> socket.close();
                case RESETS -> {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
                case BREAKS_OFF -> {
                    write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"task");
                    socket.close();
                }
            }
        }
    }

    private static RawServer healthy() throws IOException {
        return RawServer.replying(ok(OVERVIEW));
    }

    private static FlinkRestClient client(RawServer... servers) {
        return FlinkRestClient.builder()
                .urls(List.of(servers).stream().map(RawServer::uri).toList())
                .build();
    }

    @Test
    void keepsToTheServerThatAnswers() throws IOException {
        try (RawServer first = healthy();
                RawServer second = healthy();
                FlinkRestClient flink = client(first, second)) {
            for (int i = 0; i < 5; i++) {
                flink.overview();
            }
            assertThat(first.requests).hasSize(5);
            assertThat(second.requests).isEmpty();
        }
    }

    @Test
    void asksAnotherAtOnceThoughOneWantsToBeLeftAloneForLong() throws IOException {
        String busy =
                reply("503 Service Unavailable", "text/plain", "later")
                        .replace("\r\n\r\n", "\r\nRetry-After: 600\r\n\r\n");
        try (RawServer first = RawServer.replying(busy);
                RawServer second = healthy();
                FlinkRestClient flink = client(first, second)) {
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            assertThat(first.requests).hasSize(1);
        }
    }

    /** Another would renew it as well, or count this client's requests, too. */
    @Test
    void staysWithOneThatIsBusyOrRenewsWhatItShows() throws IOException {
        String renews =
                reply(
                        "500 Internal Server Error",
                        "application/json",
                        "{\"errors\":[\"Internal server error.\",\"<Exception on server side:\\n"
                                + "java.util.concurrent.CancellationException\\n\\tat a.B.c(B.java:1)\\n\\nEnd of"
                                + " exception on server side>\"]}");
        String busy = reply("429 Too Many Requests", "text/plain", "slowly");
        for (String trouble : List.of(renews, busy)) {
            AtomicInteger asked = new AtomicInteger();
            try (RawServer first =
                            new RawServer(
                                    (request, socket) ->
                                            write(
                                                    socket,
                                                    asked.incrementAndGet() == 1
                                                            ? trouble
                                                            : ok(OVERVIEW)));
                    RawServer second = healthy();
                    FlinkRestClient flink = client(first, second)) {
                assertThat(flink.overview().slotsTotal()).isEqualTo(8);
                assertThat(asked).hasValue(2);
                assertThat(second.requests).isEmpty();
            }
        }
    }

    @Test
    void asksAnotherWhenTheProxyDoesNotReachOne() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (RawServer proxy =
                        new RawServer(
                                (request, socket) -> {
                                    asked.add(request.line());
                                    write(
                                            socket,
                                            request.line().contains("one.invalid")
                                                    ? reply("503 No", "text/plain", "no")
                                                    : reply("403 No", "text/plain", "never"));
                                });
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .urls("https://one.invalid:1", "https://two.invalid:2")
                                .proxy(ProxyOptions.http("127.0.0.1", proxy.uri().getPort()))
                                .build()) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> flink.jobs().terminate(JobId.random()))
                    .withMessageContaining("the proxy answered CONNECT with 403")
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse());
            assertThat(asked)
                    .containsExactly(
                            "CONNECT one.invalid:1 HTTP/1.1", "CONNECT two.invalid:2 HTTP/1.1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void movesOnAndStaysThere(Trouble trouble) throws IOException {
        AtomicReference<Trouble> current = new AtomicReference<>(trouble);
        try (RawServer first =
                        new RawServer(
                                (request, socket) -> {
                                    Trouble now = current.get();
                                    if (now == null) {
                                        write(socket, ok(OVERVIEW));
                                    } else {
                                        now.happen(socket);
                                    }
                                });
                RawServer second = healthy();
                FlinkRestClient flink = client(first, second)) {
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            current.set(null); // it is well again: no reason to go back
            flink.overview();
            assertThat(first.requests).hasSize(1);
            assertThat(second.requests).hasSize(2);
        }
    }

    /** As a standby that has asked the leader, which died. */
    @Test
    void asksAnotherLongBeforeTheSilenceOfOneIsTooMuch() throws IOException {
        Duration allowed = Duration.ofSeconds(6);
        AtomicInteger asked = new AtomicInteger();
        RawServer.Handler silentOnce =
                (request, socket) -> {
                    if (asked.incrementAndGet() > 1) {
                        write(socket, ok(OVERVIEW));
                    }
                };
        try (RawServer first = new RawServer(silentOnce);
                RawServer second = new RawServer(silentOnce);
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .urls(List.of(first.uri(), second.uri()))
                                .callOptions(CallOptions.NONE.withResponseTimeout(allowed))
                                .build()) {
            long begun = System.nanoTime();
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(allowed);
            assertThat(second.requests).hasSize(1);
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            assertThat(second.requests).hasSize(2);
        }
    }

    /** One that is slow is not asked for ever in the time that one answer takes. */
    @Test
    void waitsAsLongAsItIsAllowedToForTheSecond() throws IOException {
        try (RawServer first = new RawServer((request, socket) -> {});
                RawServer second = new RawServer((request, socket) -> {});
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .urls(List.of(first.uri(), second.uri()))
                                .callOptions(
                                        CallOptions.NONE.withResponseTimeout(
                                                Duration.ofMillis(300)))
                                .build()) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(flink::overview)
                    .withMessageContaining(second.uri() + " was silent for PT0.3S");
            assertThat(first.requests).hasSize(1);
            assertThat(second.requests).hasSize(1);
        }
    }

    @Test
    void movesOnFromOneThatRefusesConnections() throws IOException {
        try (Socket holding = new Socket()) {
            holding.bind(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), 0)); // a port that nobody listens at
            String nobody = "http://127.0.0.1:" + holding.getLocalPort();
            try (RawServer second = healthy();
                    FlinkRestClient flink =
                            FlinkRestClient.builder()
                                    .urls(nobody, second.uri().toString())
                                    .build()) {
                assertThat(flink.overview().slotsTotal()).isEqualTo(8);
                assertThat(second.requests).hasSize(1);
            }
        }
    }

    @Test
    void sendsAWriteElsewhereOnlyIfItWasNotActedOn() throws IOException {
        try (RawServer first = RawServer.replying(election());
                RawServer second = RawServer.replying(ok("{}"));
                FlinkRestClient flink = client(first, second)) {
            flink.jobs().terminate(JOB);
            assertThat(first.requests).hasSize(1);
            assertThat(second.requests).hasSize(1);
        }
        try (RawServer first = new RawServer((request, socket) -> socket.close());
                RawServer second = RawServer.replying(ok("{}"));
                FlinkRestClient flink = client(first, second)) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> flink.deleteCluster())
                    .satisfies(e -> assertThat(e.maybeSent()).isTrue());
            assertThat(first.requests).hasSize(1);
            assertThat(second.requests).isEmpty();
            flink.deleteCluster(); // the next one goes to the other
            assertThat(second.requests).hasSize(1);
        }
    }

    @Test
    void asksEachFiveTimesAtMost() throws IOException {
        try (RawServer first = RawServer.replying(election());
                RawServer second = RawServer.replying(election());
                FlinkRestClient flink = client(first, second)) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(flink::overview)
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse())
                    .satisfies(
                            e ->
                                    assertThat(e.reason())
                                            .isEqualTo(UnavailableException.Reason.NO_LEADER));
            assertThat(first.requests).hasSize(5);
            assertThat(second.requests).hasSize(5);
        }
    }

    private Path jar() throws IOException {
        Path jar = directory.resolve("a.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("x"));
        }
        return jar;
    }

    /** Says that an upload went well, and is the leader until told otherwise. */
    private static RawServer keepingJars(AtomicReference<Trouble> trouble) throws IOException {
        return new RawServer(
                (request, socket) -> {
                    Trouble now = trouble.get();
                    if (now != null && request.line().startsWith("GET /overview")) {
                        now.happen(socket);
                    } else if (request.line().startsWith("POST /jars/upload")) {
                        write(socket, ok("{\"filename\":\"/up/1_a.jar\",\"status\":\"success\"}"));
                    } else {
                        write(socket, ok(OVERVIEW));
                    }
                });
    }

    @Test
    void staysWithTheServerThatHasTheJar() throws IOException {
        AtomicReference<Trouble> trouble = new AtomicReference<>();
        try (RawServer first = keepingJars(trouble);
                RawServer second = healthy();
                FlinkRestClient flink = client(first, second)) {
            JarId jar = flink.jars().upload(jar()).jarId();
            trouble.set(Trouble.HAS_NO_LEADER);
            flink.overview(); // moves on
            flink.jars().delete(jar);
            assertThat(first.requests)
                    .containsExactly(
                            "POST /jars/upload HTTP/1.1",
                            "GET /overview HTTP/1.1",
                            "DELETE /jars/1_a.jar HTTP/1.1");
            assertThat(second.requests).containsExactly("GET /overview HTTP/1.1");
        }
    }

    @Test
    @SuppressWarnings("try") // closes it before its time
    void saysThatTheServerOfAJarIsGone() throws IOException {
        String uploaded =
                ok("{\"filename\":\"/up/1_a.jar\",\"status\":\"success\"}")
                        .replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
        try (RawServer first = RawServer.replying(uploaded); // keeps no connection that may be lost
                RawServer second = healthy();
                FlinkRestClient flink = client(first, second)) {
            JarId jar = flink.jars().upload(jar()).jarId();
            first.close();
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> flink.jars().delete(jar))
                    .withMessageContaining("is on " + first.uri() + " alone")
                    .withMessageContaining("can be uploaded again")
                    .satisfies(e -> assertThat(e.maybeSent()).isFalse());
            assertThat(second.requests).isEmpty();
        }
    }

    @Test
    void refusesUrlsThatSayNothing() {
        FlinkRestClientBuilder builder = FlinkRestClient.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(builder::urls)
                .withMessageStartingWith("no url was given; expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.urls("http://a:1", "http://a:1"))
                .withMessageContaining("given twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.urls("http://a:1", "b:2"))
                .withMessageContaining("does not begin with http");
    }
}
