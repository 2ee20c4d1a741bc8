package dev.flinkrest.examplejob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @Test
    void defaultsAreAQuietEndlessJob() {
        Arguments arguments = Arguments.parse();
        assertThat(arguments.all()).isEmpty();
        assertThat(arguments.name()).isEqualTo("Example job");
        assertThat(arguments.rate()).isEqualTo(100);
        assertThat(arguments.records()).isZero();
        assertThat(arguments.parallelism()).isZero();
        assertThat(arguments.checkpointInterval()).isZero();
        assertThat(arguments.failAt()).isZero();
        assertThat(arguments.failAlways()).isFalse();
        assertThat(arguments.restartStrategy()).isEmpty();
        assertThat(arguments.restartAttempts()).isEqualTo(3);
        assertThat(arguments.restartDelay()).isEqualTo(100);
        assertThat(arguments.skew()).isZero();
        assertThat(arguments.sinkDelay()).isZero();
        assertThat(arguments.mainFails()).isFalse();
    }

    @Test
    void everyKnownArgumentIsRead() {
        Arguments arguments =
                Arguments.parse(
                        ("--name J --rate 0.5 --records 7 --parallelism 2 --checkpoint-interval 500 --fail-at 9"
                                        + " --fail-mode always --restart-strategy fixed-delay --restart-attempts 4"
                                        + " --restart-delay 20 --skew 90 --sink-delay 5 --main-fails true")
                                .split(" "));
        assertThat(arguments.name()).isEqualTo("J");
        assertThat(arguments.rate()).isEqualTo(0.5);
        assertThat(arguments.records()).isEqualTo(7);
        assertThat(arguments.parallelism()).isEqualTo(2);
        assertThat(arguments.checkpointInterval()).isEqualTo(500);
        assertThat(arguments.failAt()).isEqualTo(9);
        assertThat(arguments.failAlways()).isTrue();
        assertThat(arguments.restartStrategy()).isEqualTo("fixed-delay");
        assertThat(arguments.restartAttempts()).isEqualTo(4);
        assertThat(arguments.restartDelay()).isEqualTo(20);
        assertThat(arguments.skew()).isEqualTo(90);
        assertThat(arguments.sinkDelay()).isEqualTo(5);
        assertThat(arguments.mainFails()).isTrue();
    }

    @Test
    void namesMayHoldAnything() {
        assertThat(Arguments.parse("--name", "Zähler \"№ 1\"  ").name())
                .isEqualTo("Zähler \"№ 1\"  ");
        assertThat(Arguments.parse("--name", "--rate").name()).isEqualTo("--rate");
        assertThat(Arguments.parse("--name", "").name()).isEqualTo("Example job");
        assertThat(Arguments.parse("--name").name()).isEqualTo("Example job");
    }

    @Test
    void unknownArgumentsAreKeptInOrder() {
        Arguments arguments = Arguments.parse("x", "--unknown", "--rate", "5", "", "a b", "-D");
        assertThat(arguments.all())
                .containsExactly("x", "--unknown", "--rate", "5", "", "a b", "-D");
        assertThat(arguments.rate()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "rate, fast",
        "rate, -1",
        "rate, NaN",
        "rate, Infinity",
        "records, -1",
        "records, 9223372036854775808",
        "parallelism, 1.5",
        "parallelism, 32768",
        "checkpoint-interval, 1s",
        "fail-mode, never",
        "restart-strategy, sometimes",
        "skew, 101",
        "sink-delay, -1",
        "main-fails, yes"
    })
    void malformedValuesAreNamed(String key, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse("--" + key, value))
                .withMessageStartingWith(
                        "Argument --" + key + " is \"" + value + "\", but must be ");
    }
}
