package dev.flinkrest.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {
    private static final String HEX = "02b969df26f8f7bc553b3fde61895c07";

    @Test
    void keepsTheValueAndPrintsIt() {
        assertThat(JobId.of(HEX).value()).isEqualTo(HEX);
        assertThat(VertexId.of(HEX)).hasToString(HEX);
        assertThat(TriggerId.of(HEX)).isEqualTo(TriggerId.of(HEX));
        assertThat(TaskManagerId.of("127.0.0.1:42389-ef2404"))
                .hasToString("127.0.0.1:42389-ef2404");
        assertThat(JarId.of("x_job é.jar").value()).isEqualTo("x_job é.jar");
    }

    @Test
    void takesUpperCaseForTheSameId() {
        assertThat(JobId.of("02B969DF26F8F7BC553B3FDE61895C07")).isEqualTo(JobId.of(HEX));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "zz",
                "02b969df26f8f7bc553b3fde61895c0",
                "02b969df26f8f7bc553b3fde61895c077",
                "02b969df26f8f7bc553b3fde61895c0g",
                "02b969df26f8f7bc/53b3fde61895c07",
                "02b969df26f8f7bc553b3fde61895c0\u0667"
            })
    void refusesWhatIsNoHexAndNamesIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobId.of(text))
                .withMessageContaining(text == null ? "null" : "'" + text + "'")
                .withMessageContaining("job id")
                .withMessageContaining("expected 32 hexadecimal digits");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "9808603d13e44e659d2941f76b569969",
                "9808603d-13e4-4e65-9d29-41f76b56996",
                "9808603d-13e4-4e65-9d29-41f76b56996/",
                "9808603d-13e4-4e65-9d29-41f76b56996g"
            })
    void refusesWhatIsNoUuidAndNamesIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionHandle.of(text))
                .withMessageContaining(text == null ? "is null" : "'" + text + "' is not valid")
                .withMessageContaining("session handle")
                .withMessageContaining("expected a UUID");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OperationHandle.of(text))
                .withMessageContaining("operation handle");
    }

    @Test
    void takesUpperCaseForTheSameHandle() {
        assertThat(SessionHandle.of("9808603D-13E4-4E65-9D29-41F76B569969"))
                .hasToString("9808603d-13e4-4e65-9d29-41f76b569969");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void refusesBlankNames(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JarId.of(text))
                .withMessageContaining("jar id")
                .withMessageContaining("expected a non-blank text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskManagerId.of(text))
                .withMessageContaining("task manager id");
    }

    @Test
    void makesRandomIdsThatDiffer() {
        Set<JobId> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(JobId.random());
        }
        assertThat(ids)
                .hasSize(1_000)
                .allSatisfy(id -> assertThat(id.value()).matches("[0-9a-f]{32}"));
    }
}
