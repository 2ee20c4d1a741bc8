package dev.flinkrest.jars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import dev.flinkrest.internal.jars.JarsInUse;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.ForwardingCaller;
import dev.flinkrest.rest.RestCaller;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.support.FakeTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a write whose answer was lost, whatever ends the asking what became of it. */
class AfterALossTest {
    private static final JobId JOB = JobId.of("02b969df26f8f7bc553b3fde61895c07");
    private static final JarId JAR = JarId.of("u_job.jar");
    private static final RunOptions OPTIONS =
            RunOptions.builder().jobId(JOB).deleteJarAfterRun(true).build();
    private static final String UPLOAD = "POST /jars/upload";
    private static final Reply LOST = new Reply(502, "<html>Bad Gateway");
    private static final Reply UNKNOWN = new Reply(404, "{\"errors\":[\"no such job\"]}");

    @TempDir private Path directory;

    private final FakeTicker ticker = new FakeTicker();
    private final Deque<Supplier<Reply>> script = new ArrayDeque<>();
    private final FakeCaller server =
            new FakeCaller(
                    FlinkVersion.V2_3,
                    request -> (script.size() > 1 ? script.pop() : script.element()).get());
    private final Jars jars = jars(server);

    private Jars jars(RestCaller rest) {
        return new Jars(rest, new JarsInUse(), OptionalLong::empty, ticker);
    }

    private Path jar() throws IOException {
        return Files.write(directory.resolve("job.jar"), new byte[] {'P', 'K', 3, 4});
    }

    private void then(Supplier<Reply> answer) {
        script.add(answer);
    }

    private static Reply unsent() {
        throw new ConnectionException("x", false, "refused", null);
    }

    private static Reply interrupted() {
        throw new InterruptedCallException("GET /jobs/:jobid", false, null);
    }

    @Test
    void mayHaveStartedTheJobWhenTheQuestionIsInterrupted() {
        then(() -> LOST);
        then(AfterALossTest::unsent);
        then(AfterALossTest::interrupted);
        assertThatExceptionOfType(InterruptedCallException.class)
                .isThrownBy(() -> jars.run(JAR, OPTIONS))
                .satisfies(e -> assertThat(e.maybeSent()).isTrue());
        assertThat(server.asked).noneMatch(line -> line.startsWith("DELETE"));
    }

    @Test
    void saysWhichJobMayHaveStartedWhenTheClientIsClosed() {
        then(() -> LOST);
        then(
                () -> {
                    throw new IllegalStateException("the client is closed");
                });
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> jars.run(JAR, OPTIONS))
                .withMessageContaining("whether job " + JOB + " was started is not known")
                .withMessageEndingWith("it cannot be asked: the client is closed")
                .satisfies(e -> assertThat(e.maybeSent()).isTrue());
        assertThat(server.asked).noneMatch(line -> line.startsWith("DELETE"));
    }

    @Test
    void keepsTheJarWhenASupplierThrows() {
        then(
                () -> {
                    throw new UnsupportedOperationException("no token");
                });
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> jars.run(JAR, OPTIONS));
        assertThat(server.asked).noneMatch(line -> line.startsWith("DELETE"));
    }

    /** As behind a gateway that lets no one see the configuration. */
    @Test
    void waitsLongestWhereTheVersionIsASecret() {
        RestCaller secretive =
                new ForwardingCaller(server) {
                    @Override
                    public FlinkVersion version(CallOptions options) {
                        throw ServerErrorException.of(
                                "GET /config", "/config", 403, Map.of(), new byte[0]);
                    }
                };
        then(() -> LOST);
        then(
                () ->
                        ticker.now < 30_000_000_000L
                                ? UNKNOWN
                                : Reply.ok("{\"jobid\":\"" + JOB + "\"}"));
        assertThat(jars(secretive).run(JAR, RunOptions.builder().jobId(JOB).build()))
                .isEqualTo(JOB);
        assertThat(server.asked).filteredOn(line -> line.startsWith("POST")).hasSize(1);
    }

    @Test
    void mayHaveUploadedWhenAFurtherAttemptIsNotSent() throws IOException {
        then(() -> LOST);
        then(AfterALossTest::unsent);
        Path jar = jar();
        assertThatExceptionOfType(ServerErrorException.class)
                .isThrownBy(() -> jars.upload(jar))
                .satisfies(
                        e -> {
                            assertThat(e.status()).isEqualTo(502);
                            assertThat(e.maybeSent()).isTrue();
                            assertThat(e.getSuppressed()).hasSize(1);
                        });
        assertThat(server.asked).hasSize(2).allMatch(line -> line.startsWith(UPLOAD));
    }

    @Test
    void mayHaveUploadedWhenAFurtherAttemptIsInterrupted() throws IOException {
        then(() -> LOST);
        then(AfterALossTest::interrupted);
        Path jar = jar();
        assertThatExceptionOfType(InterruptedCallException.class)
                .isThrownBy(() -> jars.upload(jar))
                .satisfies(e -> assertThat(e.maybeSent()).isTrue());
    }

    @Test
    void wasNotUploadedWhenNothingWasSent() throws IOException {
        then(AfterALossTest::unsent);
        Path jar = jar();
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> jars.upload(jar))
                .satisfies(e -> assertThat(e.maybeSent()).isFalse());
        assertThat(List.copyOf(server.asked)).hasSize(1);
    }
}
