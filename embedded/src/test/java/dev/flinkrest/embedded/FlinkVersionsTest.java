package dev.flinkrest.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkVersionsTest {

    @ParameterizedTest
    @CsvSource({
        "1.13, 1.13.6", "1.14, 1.14.6", "1.15, 1.15.4", "1.16, 1.16.3", "1.17, 1.17.2",
                "1.18, 1.18.1",
        "1.19, 1.19.3", "1.20, 1.20.3", "2.0, 2.0.1", "2.1, 2.1.1", "2.2, 2.2.1", "2.3, 2.3.0"
    })
    void minorStandsForTheTestedPatch(String minor, String full) {
        assertThat(FlinkVersions.resolve(minor)).isEqualTo(full);
        assertThat(FlinkVersions.resolve(full)).isEqualTo(full);
        assertThat(FlinkVersions.tested()).contains(full).hasSize(12);
    }

    @Test
    void otherPatchOfAKnownMinorIsTakenAsItIs() {
        assertThat(FlinkVersions.resolve("1.20.5")).isEqualTo("1.20.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "2", "2.", "1.12", "1.12.7", "3.0.0", "2.3.x", "2.3.0.1", " 2.3.0", "latest"
            })
    void anythingElseIsRefused(String version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlinkVersions.resolve(version))
                .withMessage(
                        "Unknown Flink version \""
                                + version
                                + "\": give a minor, one of [1.13, 1.14, 1.15, 1.16, 1.17, 1.18, 1.19, 1.20, 2.0, 2.1, 2.2,"
                                + " 2.3], or a full version of one, such as 2.3.0");
    }

    @ParameterizedTest
    @CsvSource({
        "1.16.3, 1.17, false",
        "1.17.0, 1.17, true",
        "1.20.3, 1.17, true",
        "2.0.1, 1.17, true"
    })
    void minorsAreInTheirOrder(String version, String minor, boolean atLeast) {
        assertThat(FlinkVersions.isAtLeast(version, minor)).isEqualTo(atLeast);
    }
}
