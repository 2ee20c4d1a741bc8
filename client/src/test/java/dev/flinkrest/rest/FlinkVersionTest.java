package dev.flinkrest.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkVersionTest {

    @ParameterizedTest
    @CsvSource({
        "1.20.3, 1, 20, 3",
        "2.3.0, 2, 3, 0",
        "1.20.0-amzn-1, 1, 20, 0",
        "2.1-SNAPSHOT, 2, 1, 0",
        "1.18.1-vvr-8.0, 1, 18, 1",
        "' 1.13.6 ', 1, 13, 6",
        "1.19.1.dev3, 1, 19, 1"
    })
    void parsesWhatServersAndVendorsWrite(String text, int major, int minor, int patch) {
        assertThat(FlinkVersion.parse(text)).contains(new FlinkVersion(major, minor, patch));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<unknown>", "DeadBeef", "2", "v1.20", "99999999999.1"})
    void isEmptyForWhatBeginsWithNoVersion(String text) {
        assertThat(FlinkVersion.parse(text)).isEmpty();
    }

    @Test
    void ordersByNumberNotByText() {
        assertThat(
                        Stream.of("2.0.1", "1.9.3", "1.20.3", "1.13.6", "1.20.5")
                                .map(text -> FlinkVersion.parse(text).orElseThrow())
                                .sorted()
                                .map(FlinkVersion::toString))
                .containsExactly("1.9.3", "1.13.6", "1.20.3", "1.20.5", "2.0.1");
        assertThat(FlinkVersion.V1_20.isAtLeast(FlinkVersion.V1_20)).isTrue();
        assertThat(FlinkVersion.V1_20.isAtLeast(FlinkVersion.V2_0)).isFalse();
    }
}
