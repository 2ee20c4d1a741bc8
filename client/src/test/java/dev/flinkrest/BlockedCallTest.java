package dev.flinkrest;

import static dev.flinkrest.support.RawServer.reply;
import static dev.flinkrest.support.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.flinkrest.cluster.ClusterEndpoints;
import dev.flinkrest.rest.ProxyOptions;
import dev.flinkrest.support.Blocked;
import dev.flinkrest.support.Blocked.Place;
import dev.flinkrest.support.Blocked.Threads;
import dev.flinkrest.support.RawServer;
import dev.flinkrest.support.Scene;
import dev.flinkrest.support.SilentServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A call is let go wherever it is, by an interrupt and by the closing of its client. */
@Timeout(60)
class BlockedCallTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n";
    private static final int MORE_THAN_SOCKETS_HOLD = 32 << 20;
    private static final Map<String, Place> PLACES = new LinkedHashMap<>();
    private static final Map<String, Place> PAUSES = new LinkedHashMap<>();
    private static final Map<String, Place> STREAMS = new LinkedHashMap<>();

    @TempDir private static Path directory;

    static {
        PLACES.put("connecting", scene -> overviewOf(scene, SilentServer.full()));
        PLACES.put("waiting for the head", scene -> overviewOf(scene, SilentServer.mute()));
        PLACES.put(
                "within the head",
                scene -> overviewOf(scene, SilentServer.saying(HEAD.substring(0, 20))));
        PLACES.put(
                "within a head that trickles",
                scene -> overviewOf(scene, SilentServer.trickling(HEAD + "X: ")));
        PLACES.put(
                "within the body",
                scene -> overviewOf(scene, SilentServer.saying(HEAD + "\r\n{\"x\":\"")));
        PLACES.put(
                "within a body that trickles",
                scene -> overviewOf(scene, SilentServer.trickling(HEAD + "\r\n{\"x\":\"")));
        PLACES.put(
                "within the body of an error",
                scene ->
                        overviewOf(
                                scene,
                                SilentServer.trickling(
                                        "HTTP/1.1 404 Not Found\r\nContent-Length: 100000\r\n\r\n{")));
        PLACES.put("within a reply as it comes", BlockedCallTest::exchange);
        PLACES.put("before a stream", BlockedCallTest::open);
        PLACES.put("asking for the version", BlockedCallTest::version);
        PLACES.put("writing", BlockedCallTest::delete);
        PLACES.put("uploading", BlockedCallTest::upload);
        PLACES.put("waiting for a connection to be free", BlockedCallTest::pool);
        PLACES.put("within the TLS handshake", scene -> https(scene, SilentServer.mute()));
        PLACES.put(
                "within a TLS handshake that trickles",
                // the first bytes of a server's answer, with a length that never comes
                scene -> https(scene, SilentServer.trickling("\u0016\u0003\u0003@\u0000")));
        PLACES.put(
                "connecting to a proxy",
                scene -> through(scene, ProxyOptions.Type.HTTP, "http", SilentServer.full()));
        PLACES.put(
                "asking a proxy",
                scene -> through(scene, ProxyOptions.Type.HTTP, "http", SilentServer.mute()));
        PLACES.put(
                "asking a proxy for a tunnel",
                scene -> through(scene, ProxyOptions.Type.HTTP, "https", SilentServer.mute()));
        PLACES.put(
                "within the TLS handshake in a tunnel",
                scene ->
                        through(
                                scene,
                                ProxyOptions.Type.HTTP,
                                "https",
                                SilentServer.saying("HTTP/1.1 200 OK\r\n\r\n")));
        PLACES.put(
                "connecting to a SOCKS proxy",
                scene -> through(scene, ProxyOptions.Type.SOCKS, "http", SilentServer.full()));
        PLACES.put(
                "greeting a SOCKS proxy",
                scene -> through(scene, ProxyOptions.Type.SOCKS, "http", SilentServer.mute()));
        PLACES.put(
                "asking a SOCKS proxy",
                scene ->
                        through(
                                scene,
                                ProxyOptions.Type.SOCKS,
                                "https",
                                SilentServer.saying("\u0005\u0000")));
        PLACES.put(
                "within the TLS handshake through a SOCKS proxy",
                scene ->
                        through(
                                scene,
                                ProxyOptions.Type.SOCKS,
                                "https",
                                SilentServer.saying(
                                        "\u0005\u0000\u0005\u0000\u0000\u0001\0\0\0\0\0\0")));

        PAUSES.put("between two attempts", BlockedCallTest::between);

        STREAMS.put("reading a stream", scene -> stream(scene, SilentServer.saying(HEAD + "\r\n")));
        STREAMS.put(
                "reading a stream that trickles",
                scene -> stream(scene, SilentServer.trickling(HEAD + "\r\n")));
        STREAMS.put("downloading", BlockedCallTest::download);
    }

    private static Callable<?> overviewOf(Scene scene, SilentServer server) {
        return scene.client(scene.keep(server).uri())::overview;
    }

    private static Callable<?> https(Scene scene, SilentServer server) {
        return scene.client(scene.keep(server).uri("https"))::overview;
    }

    private static Callable<?> exchange(Scene scene) throws Exception {
        SilentServer server = scene.keep(SilentServer.saying(HEAD + "\r\n"));
        FlinkRestClient flink = scene.client(server.uri());
        return () -> flink.exchange(ClusterEndpoints.OVERVIEW.with());
    }

    private static Callable<?> open(Scene scene) throws Exception {
        FlinkRestClient flink = scene.client(scene.keep(SilentServer.mute()).uri());
        return flink.jobManager().log()::open;
    }

    private static Callable<?> version(Scene scene) throws Exception {
        return scene.client(scene.keep(SilentServer.mute()).uri())::version;
    }

    private static Callable<?> delete(Scene scene) throws Exception {
        FlinkRestClient flink = scene.client(scene.keep(SilentServer.mute()).uri());
        return () -> {
            flink.deleteCluster();
            return null;
        };
    }

    private static Callable<?> upload(Scene scene) throws Exception {
        Path jar = directory.resolve("large.jar");
        if (!Files.exists(jar)) {
            byte[] bytes = new byte[MORE_THAN_SOCKETS_HOLD];
            System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, bytes, 0, 4);
            Files.write(jar, bytes);
        }
        FlinkRestClient flink = scene.client(scene.keep(SilentServer.mute()).uri());
        return () -> flink.jars().upload(jar);
    }

    private static Callable<?> pool(Scene scene) throws Exception {
        SilentServer server = scene.keep(SilentServer.mute());
        FlinkRestClient flink =
                scene.client(FlinkRestClient.builder().url(server.uri()).maxConnections(1));
        var unused = flink.sendAsync(ClusterEndpoints.OVERVIEW.with());
        server.awaitConnection();
        return flink::overview;
    }

    private static Callable<?> between(Scene scene) throws Exception {
        String later =
                reply("503 Service Unavailable", "application/json", "{\"errors\":[\"no\"]}");
        String muchLater = later.replaceFirst("\r\n", "\r\nRetry-After: 60\r\n");
        RawServer server = scene.keep(new RawServer((request, socket) -> write(socket, muchLater)));
        return scene.client(server.uri())::overview;
    }

    private static Callable<?> through(
            Scene scene, ProxyOptions.Type type, String scheme, SilentServer proxy) {
        int port = scene.keep(proxy).port();
        return scene.client(
                        FlinkRestClient.builder()
                                .url(URI.create(scheme + "://flink.invalid:8081"))
                                .proxy(
                                        type == ProxyOptions.Type.HTTP
                                                ? ProxyOptions.http("127.0.0.1", port)
                                                : ProxyOptions.socks("127.0.0.1", port)))
                ::overview;
    }

    private static Callable<?> stream(Scene scene, SilentServer server) {
        FlinkRestClient flink = scene.client(scene.keep(server).uri());
        InputStream log = scene.keep(flink.jobManager().log().open());
        return log::readAllBytes;
    }

    private static Callable<?> download(Scene scene) throws Exception {
        FlinkRestClient flink =
                scene.client(scene.keep(SilentServer.saying(HEAD + "\r\n...")).uri());
        return () -> {
            flink.jobManager().log().download(directory.resolve("flink.log"));
            return null;
        };
    }

    static Stream<Arguments> places() {
        Map<String, Place> all = new LinkedHashMap<>(PLACES);
        all.putAll(PAUSES);
        return Blocked.all(all);
    }

    static Stream<Arguments> calls() {
        Map<String, Place> all = new LinkedHashMap<>(PLACES);
        all.put("downloading", BlockedCallTest::download);
        return all.entrySet().stream().map(call -> arguments(call.getKey(), call.getValue()));
    }

    static Stream<Arguments> streams() {
        return Blocked.all(STREAMS);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("places")
    void obeysAnInterrupt(String name, Threads threads, Place place) throws Exception {
        Blocked.assertObeysAnInterrupt(place, threads);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("places")
    void endsWithItsClient(String name, Threads threads, Place place) throws Exception {
        Blocked.assertEndsWithItsClient(place, threads);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void endsAtItsDeadline(String name, Place place) throws Exception {
        Blocked.assertEndsAtItsDeadline(place);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("streams")
    void readingObeysAnInterrupt(String name, Threads threads, Place place) throws Exception {
        assertThat(Blocked.interrupt(place, threads))
                .allSatisfy(
                        release -> {
                            assertThat(release.thrown())
                                    .isExactlyInstanceOf(InterruptedIOException.class)
                                    .hasMessage("the reading thread was interrupted");
                            assertThat(release.interrupted()).isTrue();
                        });
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("streams")
    void readingEndsWithItsClient(String name, Threads threads, Place place) throws Exception {
        assertThat(Blocked.close(place, threads))
                .allSatisfy(
                        release -> {
                            assertThat(release.thrown())
                                    .isExactlyInstanceOf(IOException.class)
                                    .hasMessage(
                                            "the client was closed before the end of the reply");
                            assertThat(release.interrupted()).isFalse();
                        });
    }
}
