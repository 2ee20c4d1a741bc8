package dev.flinkrest;

import static dev.flinkrest.support.RawServer.ok;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.id.JarId;
import dev.flinkrest.jars.JarUpload;
import dev.flinkrest.rest.TlsOptions;
import dev.flinkrest.support.RawServer;
import dev.flinkrest.support.SilentServer;
import dev.flinkrest.support.TestAuthority;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a jar travels. */
@Timeout(30)
class UploadTest {
    private static final String UPLOADED =
            ok("{\"filename\":\"/tmp/upload/u_job.jar\",\"status\":\"success\"}");

    @TempDir private Path directory;

    private Path jar(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, bytes, 0, 4);
        return Files.write(directory.resolve(name), bytes);
    }

    @Test
    void sendsTheFileWholeAsOnePartOfAForm() throws Exception {
        CompletableFuture<RawServer.Incoming> received = new CompletableFuture<>();
        Path jar = jar("job.jar", 1_000_003);
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    received.complete(request);
                                    write(socket, UPLOADED);
                                });
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            JarUpload upload = flink.jars().upload(jar);
            assertThat(upload.jarId()).isEqualTo(JarId.of("u_job.jar"));
        }
        RawServer.Incoming request = received.get();
        assertThat(request.line()).isEqualTo("POST /jars/upload HTTP/1.1");
        assertThat(request.head())
                .doesNotContainIgnoringCase("expect:")
                .doesNotContainIgnoringCase("chunked");
        Matcher boundary =
                Pattern.compile("multipart/form-data; boundary=(\\S+)").matcher(request.head());
        assertThat(boundary.find()).isTrue();
        byte[] head =
                ("--"
                                + boundary.group(1)
                                + "\r\nContent-Disposition: form-data; name=\"jarfile\";"
                                + " filename=\"job.jar\"\r\nContent-Type: application/x-java-archive\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + boundary.group(1) + "--\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] body = request.body();
        assertThat(Arrays.copyOf(body, head.length)).isEqualTo(head);
        assertThat(Arrays.copyOfRange(body, head.length, body.length - tail.length))
                .isEqualTo(Files.readAllBytes(jar));
        assertThat(Arrays.copyOfRange(body, body.length - tail.length, body.length))
                .isEqualTo(tail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b'é.jar|filename=\"a b'é.jar\"",
                "a;b.jar|filename*=UTF-8''a%3Bb.jar",
                "a\"é.jar|filename*=UTF-8''a%22%C3%A9.jar",
                "a\\b.jar|filename*=UTF-8''a%5Cb.jar"
            })
    void writesFileNamesInTheFormThatFlinkReadsRight(String name, String written) throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        try (RawServer server =
                        new RawServer(
                                (request, socket) -> {
                                    received.complete(
                                            new String(request.body(), StandardCharsets.UTF_8));
                                    write(socket, UPLOADED);
                                });
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            flink.jars().upload(jar(name, 10));
        }
        assertThat(received.get()).contains("name=\"jarfile\"; " + written + "\r\n");
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        List<Long> sent = new ArrayList<>();
        try (RawServer server = RawServer.replying(UPLOADED);
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            flink.jars()
                    .upload(
                            jar("job.jar", 600_000),
                            (done, total) -> {
                                assertThat(total).isEqualTo(600_000);
                                sent.add(done);
                            });
        }
        assertThat(sent).containsExactly(0L, 262_144L, 524_288L, 600_000L);
    }

    /** As a gateway does that wants other credentials, or no such size, and reads no further. */
    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void hearsAnAnswerThatComesBeforeTheEnd(String scheme) throws Exception {
        String answer = "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n";
        TestAuthority authority = new TestAuthority("Test CA");
        SSLContext context = authority.serverContext(authority.issue("flink", "127.0.0.1"));
        ServerSocketFactory sockets =
                scheme.equals("https")
                        ? context.getServerSocketFactory()
                        : ServerSocketFactory.getDefault();
        Path jar = jar("job.jar", 32 << 20);
        List<Long> sent = new ArrayList<>();
        try (SilentServer server = SilentServer.at(sockets, answer);
                FlinkRestClient flink = client(server.uri(scheme), TlsOptions.of(context))) {
            assertThatExceptionOfType(ServerErrorException.class)
                    .isThrownBy(
                            () ->
                                    flink.jars()
                                            .upload(
                                                    jar,
                                                    (done, total) -> {
                                                        sent.add(done);
                                                        pauseOnce(sent.size() == 2);
                                                    }))
                    .satisfies(e -> assertThat(e.status()).isEqualTo(413));
        }
        assertThat(sent).last().asInstanceOf(LONG).isLessThan(32 << 20);
    }

    private static FlinkRestClient client(URI url, TlsOptions tls) {
        FlinkRestClientBuilder builder = FlinkRestClient.builder().url(url);
        return (url.getScheme().equals("https") ? builder.tls(tls) : builder).build();
    }

    /** Lets the answer come in. */
    private static void pauseOnce(boolean now) {
        if (now) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        }
    }

    @Test
    void letsAListenersExceptionEndTheUpload() throws IOException {
        try (RawServer server = RawServer.replying(UPLOADED);
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            Path jar = jar("job.jar", 600_000);
            assertThatIllegalStateException()
                    .isThrownBy(
                            () ->
                                    flink.jars()
                                            .upload(
                                                    jar,
                                                    (done, total) -> {
                                                        throw new IllegalStateException("enough");
                                                    }))
                    .withMessage("enough");
            assertThat(flink.jars().upload(jar).jarId()).isEqualTo(JarId.of("u_job.jar"));
        }
    }

    @Test
    void outlivesAListenersError() throws IOException {
        try (RawServer server = RawServer.replying(UPLOADED);
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            Path jar = jar("job.jar", 10);
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(
                            () ->
                                    flink.jars()
                                            .upload(
                                                    jar,
                                                    (done, total) -> {
                                                        throw new AssertionError("enough");
                                                    }))
                    .withMessage("enough");
            assertThat(flink.jars().upload(jar).jarId()).isEqualTo(JarId.of("u_job.jar"));
        }
    }

    @Test
    void saysSoWhenTheFileShrinksOnTheWay() throws IOException {
        Path jar = jar("job.jar", 600_000);
        try (RawServer server = RawServer.replying(UPLOADED);
                FlinkRestClient flink = FlinkRestClient.connect(server.uri())) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(
                            () ->
                                    flink.jars()
                                            .upload(
                                                    jar,
                                                    (done, total) -> {
                                                        try {
                                                            Files.write(jar, new byte[] {1});
                                                        } catch (IOException e) {
                                                            throw new IllegalStateException(e);
                                                        }
                                                    }))
                    .withMessageContaining("job.jar: it became shorter while it was uploaded");
        }
    }
}
