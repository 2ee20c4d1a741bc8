package dev.flinkrest.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhraseTest {
    private static final Phrase FILE = new Phrase("The file ", " does not exist");

    @Test
    void findsWordsAnywhere() {
        Phrase words = Phrase.of("Lost: ");
        assertThat(words.isIn("a.Lost: b")).isTrue();
        assertThat(words.isIn("Lost:")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The file x does not exist",
                "x: The file a b does not exist, so what",
                "The file The file x does not exist",
                "The file \n The file x does not exist",
                "The file  does not exist, The file x does not exist"
            })
    void findsWordsAroundAName(String text) {
        assertThat(FILE.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "The file ",
                "The file  does not exist",
                "The file does not exist",
                "The file x\n does not exist",
                " does not exist The file x"
            })
    void wantsBothOnALineAndAName(String text) {
        assertThat(FILE.isIn(text)).isFalse();
    }

    @Test
    void takesNamesOfAThousandCharacters() {
        assertThat(FILE.isIn("The file " + "x".repeat(1000) + " does not exist")).isTrue();
        assertThat(FILE.isIn("The file " + "x".repeat(1001) + " does not exist")).isFalse();
        String far = "The file x".repeat(10_000) + "\n does not exist ";
        assertThat(FILE.isIn(far + "The file y does not exist")).isTrue();
        assertThat(FILE.isIn(far)).isFalse();
    }
}
