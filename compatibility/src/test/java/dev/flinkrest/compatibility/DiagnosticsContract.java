package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.diagnostics.Profiler;
import dev.flinkrest.diagnostics.ProfilingMode;
import dev.flinkrest.diagnostics.ProfilingStatus;
import dev.flinkrest.diagnostics.ThreadInfo;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.logs.LogInfo;
import dev.flinkrest.rest.FlinkVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs, JVMs, threads and profiles of the job manager and the task managers. */
interface DiagnosticsContract {
    ClusterUnderTest cluster();

    private FlinkRestClient flink() {
        return cluster().flink();
    }

    private TaskManagerId taskManager() {
        return flink().taskManagers().ids().get(0);
    }

    @Test
    default void describesWhatTheJobManagerRunsIn() {
        cluster().assume(FlinkVersion.V1_16);
        var environment = flink().jobManager().environment();
        assertThat(environment.jvm().version())
                .contains(System.getProperty("java.vm.specification.version"));
        assertThat(environment.jvm().options()).anyMatch(option -> option.startsWith("-Xmx"));
        assertThat(environment.classpath()).anyMatch(jar -> jar.contains("flink-runtime"));
        var job = cluster().jobs().running();
        assertThat(flink().jobs().getJobManagerEnvironment(job)).isEqualTo(environment);
    }

    @Test
    default void readsTheJobManagersMainLogAndWhatItPrinted() {
        assertThat(flink().jobManager().log().text()).contains("INFO").contains("MiniCluster");
        awaitSameText(
                () -> flink().jobManager().stdout().text(),
                () -> flink().jobManager().getLog("flink.out").text());
    }

    /** Waits for a moment between two reads in which a file that grows has not grown. */
    private static void awaitSameText(Supplier<String> one, Supplier<String> other) {
        ClusterUnderTest.await(
                () -> List.of(one.get(), other.get()), both -> both.get(0).equals(both.get(1)));
    }

    @Test
    default void readsTheTaskManagersLogsAndWhatItPrinted(@TempDir Path directory)
            throws IOException {
        var taskManagers = flink().taskManagers();
        assertThat(taskManagers.getLog(taskManager()).text()).contains("INFO");
        assertThat(taskManagers.getLog(taskManager(), "flink.log").text()).contains("INFO");
        awaitSameText(
                () -> taskManagers.getStdout(taskManager()).text(),
                () -> taskManagers.getLog(taskManager(), "flink.out").text());
        Path file = directory.resolve("tm.log");
        taskManagers.getLog(taskManager()).download(file);
        assertThat(file).content().contains("MiniCluster");
    }

    @Test
    default void readsTheJobManagersThreads() {
        cluster().assume(FlinkVersion.V1_15);
        assertThat(flink().jobManager().threadDump().threadInfos())
                .extracting(ThreadInfo::threadName)
                .anyMatch(name -> name.contains("flink"));
    }

    @Test
    default void profilesTheJobManager(@TempDir Path directory) throws IOException {
        cluster().assume(FlinkVersion.V1_19);
        profiles(flink().jobManager().profiler(), directory);
    }

    @Test
    default void profilesATaskManager(@TempDir Path directory) throws IOException {
        cluster().assume(FlinkVersion.V1_19);
        profiles(flink().taskManagers().getProfiler(taskManager()), directory);
    }

    private static void profiles(Profiler profiler, Path directory) throws IOException {
        // the one mode that needs no rights beyond those of any process
        var profiling = profiler.start(ProfilingMode.ITIMER, Duration.ofSeconds(1));
        var info = profiling.await(Duration.ofSeconds(60));
        assertThat(info.status()).isEqualTo(ProfilingStatus.FINISHED);
        assertThat(info.mode()).isEqualTo(ProfilingMode.ITIMER);
        assertThat(info.finishedTime()).isGreaterThanOrEqualTo(info.triggerTime());
        assertThat(profiler.all()).contains(info);
        Path page = profiler.downloadInto(info.outputFile(), directory);
        assertThat(page).hasFileName(info.outputFile()).content().contains("<html");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> profiler.download("nope.html", page));
    }

    /** Names reach the server as one segment, or there is no such file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "two words.log",
                "it's é😀.log",
                "quo\"te.log",
                "%2F.log",
                "a+b.log",
                "semi;colon?query#part&.log"
            })
    default void findsALogWhateverItsName(String name) throws IOException {
        Path log = cluster().server().log().resolveSibling(name);
        Files.writeString(log, "what is in " + name);
        try {
            assertThat(flink().jobManager().logs()).extracting(LogInfo::name).contains(name);
            assertThat(flink().jobManager().getLog(name).text()).isEqualTo("what is in " + name);
            assertThat(flink().taskManagers().getLog(taskManager(), name).text())
                    .isEqualTo("what is in " + name);
        } finally {
            Files.delete(log);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../conf/flink.properties",
                "..%2Fconf%2Fflink.properties",
                "/etc/passwd",
                "a/b",
                "..\\conf\\flink.properties"
            })
    default void reachesNoFileElsewhere(String name) {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> flink().jobManager().getLog(name).text());
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> flink().taskManagers().getLog(taskManager(), name).text());
    }
}
