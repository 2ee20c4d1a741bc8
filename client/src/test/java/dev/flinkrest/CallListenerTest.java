package dev.flinkrest;

import static dev.flinkrest.support.RawServer.OVERVIEW;
import static dev.flinkrest.support.RawServer.election;
import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.rest.CallListener;
import dev.flinkrest.support.RawServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CallListenerTest {
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");

    @TempDir private Path directory;

    /** Keeps what it is told, and by which thread. */
    private static final class Keeping implements CallListener {
        final List<Object> events = new CopyOnWriteArrayList<>();
        final List<Thread> threads = new CopyOnWriteArrayList<>();

        private void keep(Object event) {
            events.add(event);
            threads.add(Thread.currentThread());
        }

        @Override
        public void onRequest(RequestEvent event) {
            keep(event);
        }

        @Override
        public void onRetry(RetryEvent event) {
            keep(event);
        }

        @Override
        public void onFailover(FailoverEvent event) {
            keep(event);
        }

        @Override
        public void onUpload(UploadEvent event) {
            keep(event);
        }

        <E> E get(int index, Class<E> type) {
            assertThat(events.get(index)).isInstanceOf(type);
            return type.cast(events.get(index));
        }
    }

    private final Keeping told = new Keeping();

    private static RawServer healthy() throws IOException {
        return RawServer.replying(ok(OVERVIEW));
    }

    private FlinkRestClient client(RawServer... servers) {
        return FlinkRestClient.builder()
                .urls(List.of(servers).stream().map(RawServer::uri).toList())
                .listener(told)
                .build();
    }

    @Test
    void isToldOfARequest() throws IOException {
        Instant before = Instant.now();
        try (RawServer server = healthy();
                FlinkRestClient flink = client(server)) {
            flink.overview();
            assertThat(told.events).hasSize(1);
            var event = told.get(0, CallListener.RequestEvent.class);
            assertThat(event.attempt())
                    .isEqualTo(
                            new CallListener.Attempt(
                                    "GET /overview", "/overview", server.uri(), 1, null));
            assertThat(event.begun()).isBetween(before, Instant.now());
            assertThat(event.untilReply()).isPositive().isLessThanOrEqualTo(event.duration());
            assertThat(event.status()).isEqualTo(200);
            assertThat(event.bytesSent()).isZero();
            assertThat(event.bytesReceived()).isEqualTo(OVERVIEW.length());
            assertThat(event.failure()).isNull();
            assertThat(told.threads).containsExactly(Thread.currentThread());
        }
    }

    @Test
    void isToldOfAFailureAsItsCallerSeesIt() throws IOException {
        String body = "{\"errors\":[\"no such job\"]}";
        try (RawServer server =
                        RawServer.replying(reply("404 Not Found", "application/json", body));
                FlinkRestClient flink = client(server)) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> flink.jobs().get(JOB))
                    .satisfies(
                            e -> {
                                var event = told.get(0, CallListener.RequestEvent.class);
                                assertThat(event.failure()).isSameAs(e);
                                assertThat(event.status()).isEqualTo(404);
                                assertThat(event.bytesReceived()).isEqualTo(body.length());
                            });
        }
    }

    @Test
    void isToldOfRepetitionsAndOfTheNextServer() throws IOException {
        try (RawServer first = RawServer.replying(election());
                RawServer second = healthy();
                FlinkRestClient flink = client(first, second)) {
            flink.overview();
            assertThat(told.events).hasSize(4);
            var failed = told.get(0, CallListener.RequestEvent.class);
            assertThat(failed.failure()).isInstanceOf(UnavailableException.class);
            var failover = told.get(1, CallListener.FailoverEvent.class);
            assertThat(failover.attempt()).isEqualTo(failed.attempt());
            assertThat(failover.next()).isEqualTo(second.uri());
            assertThat(failover.failure()).isSameAs(failed.failure());
            var retry = told.get(2, CallListener.RetryEvent.class);
            assertThat(retry.attempt()).isEqualTo(failed.attempt());
            assertThat(retry.pause()).isZero();
            assertThat(retry.failure()).isSameAs(failed.failure());
            var answered = told.get(3, CallListener.RequestEvent.class);
            assertThat(answered.attempt().number()).isEqualTo(2);
            assertThat(answered.attempt().server()).isEqualTo(second.uri());
        }
    }

    @Test
    void isToldOfAnUpload() throws IOException {
        byte[] bytes = new byte[1000];
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, bytes, 0, 4);
        Path jar = Files.write(directory.resolve("job.jar"), bytes);
        try (RawServer server =
                        RawServer.replying(
                                ok("{\"filename\":\"/tmp/u_job.jar\",\"status\":\"success\"}"));
                FlinkRestClient flink = client(server)) {
            flink.jars().upload(jar);
            assertThat(told.events).hasSize(2);
            var upload = told.get(0, CallListener.UploadEvent.class);
            assertThat(upload.attempt().operation()).isEqualTo("POST /jars/upload");
            assertThat(upload.file()).isEqualTo("job.jar");
            assertThat(upload.size()).isEqualTo(1000);
            assertThat(upload.bytesSent()).isEqualTo(1000);
            var request = told.get(1, CallListener.RequestEvent.class);
            assertThat(upload.duration()).isPositive().isLessThanOrEqualTo(request.duration());
            assertThat(request.bytesSent()).isBetween(1100L, 1400L);
        }
    }

    @Test
    void isToldByTheThreadThatMakesTheCall() throws Exception {
        try (RawServer server = healthy();
                FlinkRestClient flink = client(server)) {
            flink.sendAsync(ClusterEndpoints.OVERVIEW.with()).join();
            assertThat(told.threads)
                    .singleElement()
                    .isNotSameAs(Thread.currentThread())
                    .extracting(Thread::isDaemon)
                    .isEqualTo(true);
        }
    }

    @Test
    void mayThrowWithoutHarm() throws IOException {
        CallListener throwing =
                new CallListener() {
                    @Override
                    public void onRequest(RequestEvent event) {
                        throw new IllegalStateException("a listener's own fault");
                    }

                    @Override
                    public void onRetry(RetryEvent event) {
                        throw new IllegalStateException("a listener's own fault");
                    }

                    @Override
                    public void onFailover(FailoverEvent event) {
                        throw new IllegalStateException("a listener's own fault");
                    }
                };
        try (RawServer first = RawServer.replying(election());
                RawServer second = healthy();
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .urls(List.of(first.uri(), second.uri()))
                                .listener(throwing)
                                .listener(told)
                                .build()) {
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            assertThat(told.events).hasSize(4); // those who come after it hear everything
        }
    }

    @Test
    void passesErrorsOnAndLeavesNoConnectionBehind() throws IOException {
        List<Error> errors = new ArrayList<>(List.of(new StackOverflowError("a listener's")));
        CallListener dying =
                new CallListener() {
                    @Override
                    public void onRequest(RequestEvent event) {
                        if (!errors.isEmpty()) {
                            throw errors.remove(0);
                        }
                    }
                };
        try (RawServer server = healthy();
                FlinkRestClient flink =
                        FlinkRestClient.builder()
                                .url(server.uri())
                                .maxConnections(1)
                                .listener(dying)
                                .build()) {
            assertThatExceptionOfType(StackOverflowError.class)
                    .isThrownBy(flink::overview)
                    .withMessage("a listener's");
            assertThat(flink.overview().slotsTotal()).isEqualTo(8);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void isNotNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> FlinkRestClient.builder().listener(null))
                .withMessage("listener");
    }
}
