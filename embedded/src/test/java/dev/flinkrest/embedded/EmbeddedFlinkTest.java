package dev.flinkrest.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EmbeddedFlinkTest {

    @Test
    void argumentsAreCheckedAtOnce() {
        EmbeddedFlink.Builder builder = EmbeddedFlink.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedFlink.start("1.12"))
                .withMessageContaining("\"1.12\"")
                .withMessageContaining("2.3.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedFlink.jars("1.12"))
                .withMessageContaining("\"1.12\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedFlink.jars("2.3", "flink-sql-gateway"))
                .withMessageContaining("flink-sql-gateway");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.slots(0))
                .withMessage("slots is 0, but must be 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.taskManagers(-1))
                .withMessage("taskManagers is -1, but must be 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.startTimeout(Duration.ZERO))
                .withMessage("startTimeout is PT0S, but must be more than zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.configuration(" ", "x"))
                .withMessage("The key of a configuration entry is empty");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> builder.configuration("a.b", null))
                .withMessage("value of a.b");
    }

    @Test
    void historyServersArgumentsAreCheckedAtOnce() {
        EmbeddedHistoryServer.Builder builder = EmbeddedHistoryServer.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.refreshInterval(Duration.ofNanos(1)))
                .withMessage(
                        "refreshInterval is PT0.000000001S, but must be a millisecond or more");
        assertThatIllegalStateException()
                .isThrownBy(builder::start)
                .withMessageStartingWith("No archive directory was set");
    }

    @Test
    void highlyAvailablesArgumentsAreCheckedAtOnce() {
        EmbeddedHaFlink.Builder builder = EmbeddedHaFlink.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedHaFlink.start("1.14"))
                .withMessageStartingWith("version is 1.14.6, but must be 1.15 or later: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.jobManagers(0))
                .withMessage("jobManagers is 0, but must be 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.slots(0))
                .withMessage("slots is 0, but must be 1 or more");
    }

    @Test
    void versionsAreOldestFirst() {
        assertThat(EmbeddedFlink.versions()).startsWith("1.13.6").endsWith("2.3.0").hasSize(12);
    }

    @Test
    void extensionWithoutClusterSaysHowToUseIt() {
        FlinkExtension extension = FlinkExtension.of("2.3");
        assertThatIllegalStateException()
                .isThrownBy(extension::uri)
                .withMessageContaining("@RegisterExtension on a static field");
    }
}
