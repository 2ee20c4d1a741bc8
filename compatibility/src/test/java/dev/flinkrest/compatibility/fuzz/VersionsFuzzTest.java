package dev.flinkrest.compatibility.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.rest.FlinkVersion;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads versions; one that was read prints as one that can be read. */
class VersionsFuzzTest {
    static Stream<byte[]> versions() {
        return Stream.of(
                        "1.13.6",
                        "2.1-SNAPSHOT",
                        "1.20.0-amzn-1",
                        "1.20",
                        "v2",
                        "1.99999999999",
                        "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("versions")
    @FuzzTest
    void reads(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Input.hold(
                input.length,
                FlinkRestException.class,
                () -> {
                    FlinkVersion.parse(text)
                            .ifPresent(
                                    version -> {
                                        assertThat(FlinkVersion.parse(version.toString()))
                                                .contains(version);
                                        assertThat(version.isAtLeast(version)).isTrue();
                                    });
                    return null;
                });
    }
}
