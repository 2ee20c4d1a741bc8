package dev.flinkrest.compatibility.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flinkrest.rest.Endpoint;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Puts names into paths and queries, none of which gets out of its place; Flink gets each as it
 * was.
 */
class PathsFuzzTest {
    private static final Endpoint<String> FILE = Endpoint.getText("/jobmanager/logs/:filename/end");

    static Stream<byte[]> names() {
        return Stream.of("flink.log", "../../conf", "a b+c%2F", "..", "é😀?&#;=")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("names")
    @FuzzTest
    void staysInItsPlace(byte[] input) {
        String name = new String(input, StandardCharsets.UTF_8);
        Input.hold(
                input.length,
                IllegalArgumentException.class,
                () -> {
                    URI target = URI.create(FILE.with(name).query("get", name).target());
                    String[] path = target.getRawPath().split("/", -1);
                    assertThat(path)
                            .hasSize(5)
                            .startsWith("", "jobmanager", "logs")
                            .endsWith("end");
                    // Flink decodes the path, then each of its parts again, as a form
                    assertThat(decoded(URI.create("/" + path[3]).getPath().substring(1)))
                            .isEqualTo(name);
                    String[] query = target.getRawQuery().split("[=&]", -1);
                    assertThat(query).hasSize(2);
                    assertThat(decoded(query[1])).isEqualTo(name);
                    assertThat(target.getRawFragment()).isNull();
                    return null;
                });
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
