package dev.flinkrest.compatibility.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.FlinkRestClientBuilder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes URLs; a client can be made of each that was taken. */
class UrlsFuzzTest {
    static Stream<byte[]> urls() {
        return Stream.of(
                        "http://localhost:8081",
                        "https://gw.example/flink/prod/",
                        "HTTP://[::1]:65535",
                        "http://[fe80::1%25eth0]:8081/",
                        "http://user:password@host:80?a=b#c",
                        "http://a_b:8081",
                        "http://host:0",
                        "//host",
                        "http:/host",
                        "http://hôte",
                        "file:///tmp",
                        " ")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("urls")
    @FuzzTest
    void makesAClient(byte[] input) {
        String url = new String(input, StandardCharsets.UTF_8);
        FlinkRestClientBuilder builder = FlinkRestClient.builder();
        boolean[] taken = {false};
        Input.hold(
                input.length,
                IllegalArgumentException.class,
                () -> {
                    builder.url(url);
                    taken[0] = true;
                    return null;
                });
        if (taken[0]) {
            builder.build().close();
        }
    }
}
