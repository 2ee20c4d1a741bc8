package dev.flinkrest.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinkrest.error.OperationFailedException;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.HttpMethod;
import dev.flinkrest.support.FakeCaller;
import dev.flinkrest.support.FakeCaller.Reply;
import dev.flinkrest.taskmanagers.TaskManagers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String STARTED = info(8, "RUNNING", "null", "null");
    private static final String EARLIER = info(7, "FINISHED", "\"well\"", "\"old.html\"");

    private final Deque<String> lists = new ArrayDeque<>();
    private final FakeCaller server =
            new FakeCaller(
                    FlinkVersion.V2_3,
                    request ->
                            Reply.ok(
                                    request.endpoint().method() == HttpMethod.POST
                                            ? STARTED
                                            : "{\"profilingList\":[" + lists.remove() + "]}"));
    private final Profiler profiler =
            new TaskManagers(server).getProfiler(TaskManagerId.of("a:1-2"));

    private static String info(long triggered, String status, String message, String file) {
        return "{\"status\":\""
                + status
                + "\",\"mode\":\"CPU\",\"triggerTime\":"
                + triggered
                + ",\"finishedTime\":null,\"duration\":2,\"message\":"
                + message
                + ",\"outputFile\":"
                + file
                + ",\"profilingMode\":\"CPU\"}";
    }

    @Test
    void waitsForItsOwnProfileAmongOthers() {
        lists.add(STARTED + "," + EARLIER);
        lists.add(info(8, "FINISHED", "\"well\"", "\"new.html\"") + "," + EARLIER);
        var profiling = profiler.start(ProfilingMode.CPU, Duration.ofSeconds(2));
        assertThat(profiling.await(PATIENCE).outputFile()).isEqualTo("new.html");
        assertThat(server.asked)
                .containsExactly(
                        "POST /taskmanagers/a:1-2/profiler {\"mode\":\"CPU\",\"duration\":2}",
                        "GET /taskmanagers/a:1-2/profiler",
                        "GET /taskmanagers/a:1-2/profiler");
    }

    @Test
    void reportsAProfilingThatFailed() {
        lists.add(info(8, "FAILED", "\"perf_event_paranoid forbids it\"", "null"));
        var profiling = profiler.start(ProfilingMode.CPU, Duration.ofSeconds(2));
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> profiling.await(PATIENCE))
                .withMessage(
                        "profiling of task manager a:1-2 failed: perf_event_paranoid forbids it");
    }

    @Test
    void reportsAProfilingThatTheServerHasForgotten() {
        lists.add(EARLIER);
        var profiling = profiler.start(ProfilingMode.CPU, Duration.ofSeconds(2));
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> profiling.await(PATIENCE))
                .withMessageContaining("the server no longer lists it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.9S", "PT1.5S", "PT-3S"})
    void refusesDurationsThatAreNoWholeSeconds(String duration) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profiler.start(ProfilingMode.CPU, Duration.parse(duration)))
                .withMessage("duration is %s; expected whole seconds, at least one", duration);
        assertThat(server.asked).isEmpty();
    }

    @Test
    void refusesAModeAndANameThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profiler.start(ProfilingMode.UNKNOWN, Duration.ofSeconds(1)))
                .withMessageContaining("expected one that Flink knows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profiler.open(" "))
                .withMessage("profiler file name is blank; expected a non-blank text");
        assertThat(List.copyOf(server.asked)).isEmpty();
    }
}
