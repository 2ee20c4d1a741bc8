package dev.flinkrest;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.flinkrest.rest.TlsOptions;
import dev.flinkrest.support.Blocked;
import dev.flinkrest.support.Blocked.Place;
import dev.flinkrest.support.Blocked.Threads;
import dev.flinkrest.support.Scene;
import dev.flinkrest.support.SilentServer;
import dev.flinkrest.support.TestAuthority;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A call over TLS is let go as fast as one without, though TLS wants to take its leave. */
@Timeout(60)
class BlockedTlsTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{\"x\":\"";
    private static final int MORE_THAN_SOCKETS_HOLD = 32 << 20;

    @TempDir private static Path directory;

    private static SSLContext context;
    private static Path jar;

    @BeforeAll
    static void prepare() throws Exception {
        TestAuthority authority = new TestAuthority("Test CA");
        context = authority.serverContext(authority.issue("flink", "127.0.0.1"));
        byte[] bytes = new byte[MORE_THAN_SOCKETS_HOLD];
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, bytes, 0, 4);
        jar = Files.write(directory.resolve("large.jar"), bytes);
    }

    private static FlinkRestClient client(
            Scene scene, String version, String beginning, boolean trickles) throws Exception {
        SSLServerSocket listener =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setEnabledProtocols(new String[] {version});
        SilentServer server = scene.keep(SilentServer.tls(listener, beginning, trickles));
        return scene.client(
                FlinkRestClient.builder().url(server.uri("https")).tls(TlsOptions.of(context)));
    }

    private static Callable<?> uploading(Scene scene, String version) throws Exception {
        FlinkRestClient flink = client(scene, version, "", false);
        return () -> flink.jars().upload(jar);
    }

    static Stream<Arguments> places() {
        List<Arguments> all = new ArrayList<>();
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            Map<String, Place> places = new LinkedHashMap<>();
            places.put("head", scene -> client(scene, version, "", false)::overview);
            places.put("body", scene -> client(scene, version, HEAD, false)::overview);
            places.put("trickle", scene -> client(scene, version, HEAD, true)::overview);
            places.put("upload", scene -> uploading(scene, version));
            for (Threads threads : Threads.all()) {
                places.forEach((name, place) -> all.add(arguments(name, version, threads, place)));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("places")
    void obeysAnInterrupt(String name, String version, Threads threads, Place place)
            throws Exception {
        Blocked.assertObeysAnInterrupt(place, threads);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("places")
    void endsWithItsClient(String name, String version, Threads threads, Place place)
            throws Exception {
        Blocked.assertEndsWithItsClient(place, threads);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("places")
    void endsAtItsDeadline(String name, String version, Threads threads, Place place)
            throws Exception {
        Blocked.assertEndsAtItsDeadline(place);
    }
}
