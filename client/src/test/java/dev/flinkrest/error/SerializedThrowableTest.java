package dev.flinkrest.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerializedThrowableTest {
    private static SerializedThrowable trace(String text) {
        return new SerializedThrowable(null, text, null);
    }

    @ParameterizedTest
    @CsvSource({
        "a.B: text, a.B, text",
        "a.B, a.B, ''",
        "'a.B: c.D: text: more', c.D, 'text: more'",
        "'a.B: c.D', c.D, ''",
        "no class at all, , no class at all",
        "'', , ''"
    })
    void readsClassAndMessageOfOneException(String text, String className, String message) {
        assertThat(trace(text).rootCauseClass()).isEqualTo(className);
        assertThat(trace(text).rootCause()).isEqualTo(message);
    }

    @Test
    void readsTheInnermostCause() {
        var failure =
                trace(
                        """
                        a.Outer: wrapped
                        \tat a.B.c(B.java:1)
                        Caused by: a.Middle: a.Inner: text
                        \tat a.B.d(B.java:2)
                        Caused by: java.lang.NullPointerException
                        \t... 5 more
                        """);
        assertThat(failure.rootCauseClass()).isEqualTo("java.lang.NullPointerException");
        assertThat(failure.rootCause()).isEmpty();
        assertThat(failure.headline()).isEqualTo("a.Outer: wrapped");
    }

    @Test
    void passesOverTheCausesOfSuppressedExceptions() {
        var failure =
                trace(
                        """
                        a.Outer: wrapped
                        Caused by: a.Inner: the reason
                        \tat a.B.c(B.java:1)
                        \tSuppressed: a.Close: cannot be closed
                        \t\tat a.B.d(B.java:2)
                        \tCaused by: a.Other: not the reason
                        """);
        assertThat(failure.rootCauseClass()).isEqualTo("a.Inner");
        assertThat(failure.rootCause()).isEqualTo("the reason");
    }

    @Test
    void knowsNothingWithoutATrace() {
        var failure = new SerializedThrowable("a.B", null, null);
        assertThat(failure.rootCauseClass()).isNull();
        assertThat(failure.rootCause()).isEmpty();
        assertThat(failure.headline()).isEqualTo("a.B");
    }
}
