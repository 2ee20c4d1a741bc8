package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.JobId;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.monitoring.logs.ClusterLogs;
import dev.flinkrest.monitoring.logs.FollowOptions;
import dev.flinkrest.monitoring.logs.LogEntry;
import dev.flinkrest.monitoring.logs.LogFollower;
import dev.flinkrest.monitoring.logs.LogLevel;
import dev.flinkrest.monitoring.logs.LogLine;
import dev.flinkrest.monitoring.logs.LogMatches;
import dev.flinkrest.monitoring.logs.LogQuery;
import dev.flinkrest.monitoring.logs.LogSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The ends of logs, what is added to them, what stands in them. Job manager and task managers of an
 * embedded Flink share one JVM and so one directory of logs, but hand them out in ways of their
 * own.
 */
interface LogsContract {
    /** How often the tests ask; Flink reads a task manager's log anew by its refresh interval. */
    FollowOptions OFTEN = FollowOptions.builder().interval(Duration.ofMillis(50)).build();

    ClusterUnderTest cluster();

    private ClusterLogs logs() {
        return cluster().flink().logs();
    }

    private LogSource taskManager() {
        return LogSource.taskManager(cluster().flink().taskManagers().ids().get(0));
    }

    private LogSource source(String process) {
        return process.equals("jobManager") ? LogSource.jobManager() : taskManager();
    }

    private Path file(String name) {
        return cluster().server().log().resolveSibling(name);
    }

    private void append(String file, String text) {
        try {
            Files.writeString(
                    file(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    default void givesTheLastLinesOfALog() throws IOException {
        List<String> before = Files.readAllLines(cluster().server().log());
        List<LogLine> last = logs().tail(LogSource.jobManager(), 3);
        List<String> after = Files.readAllLines(cluster().server().log());
        assertThat(last).hasSize(3);
        assertThat(last.get(2).number()).isBetween((long) before.size() - 1, (long) after.size());
        // the task manager's may be a copy of a moment ago
        List<LogLine> all = new ArrayList<>(last);
        all.addAll(logs().tail(taskManager(), 3));
        assertThat(all).hasSize(6);
        List<String> file = Files.readAllLines(cluster().server().log()); // may have grown since
        for (LogLine line : all) {
            assertThat(line.text()).isEqualTo(file.get((int) line.number() - 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobManager", "taskManager"})
    default void followsALogWhileAJobRuns(String process) throws IOException {
        var source = source(process);
        JobId job;
        List<LogLine> seen = new ArrayList<>();
        try (LogFollower follower = logs().follow(source, OFTEN)) {
            job = cluster().run(cluster().jobs().jar(), "--name", "Followed", "--records", "10");
            for (LogLine line : follower) {
                seen.add(line);
                if (line.text().contains(job + ") switched from state RUNNING to FINISHED")) {
                    break;
                }
            }
        }
        List<String> file = Files.readAllLines(cluster().server().log());
        assertThat(seen)
                .anyMatch(line -> line.text().contains("(" + job + ") switched from state"));
        long first = seen.get(0).number();
        for (int i = 0; i < seen.size(); i++) {
            assertThat(seen.get(i).number()).isEqualTo(first + i);
            assertThat(seen.get(i).text()).isEqualTo(file.get((int) first + i - 1));
        }
    }

    /** With lines that come apart within a character, and one that has no end. */
    @ParameterizedTest
    @ValueSource(strings = {"jobManager", "taskManager"})
    default void followsALogThatIsRotated(String process) throws IOException {
        String log = "rotating-" + process + ".log";
        append(log, "old\nhal");
        LogSource source = source(process).file(log);
        try (LogFollower follower = logs().follow(source, OFTEN)) {
            Iterator<LogLine> lines = follower.iterator();
            append(log, "f é");
            append(log, "\r\nwhole\n");
            assertThat(take(lines, 2)).containsExactly("half é", "whole");
            append(log, "unread\nno end");
            Files.move(file(log), file(log + ".1"));
            append(log, "new\n");
            assertThat(take(lines, 3)).containsExactly("unread", "no end", "new");
            append(log, "newer\n");
            assertThat(take(lines, 1)).containsExactly("newer");
            Files.writeString(file(log), ""); // as copytruncate does
            append(log, "newest\n");
            assertThat(take(lines, 1)).containsExactly("newest");
        } finally {
            Files.delete(file(log));
            Files.delete(file(log + ".1"));
        }
    }

    private static List<String> take(Iterator<LogLine> lines, int count) {
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(lines.next().text());
        }
        return taken;
    }

    @Test
    default void findsWhatMadeAJobFail() {
        cluster().jobs();
        LogMatches matches =
                logs().search(
                                LogQuery.builder()
                                        .atLeast(LogLevel.INFO)
                                        .containing("RequestedFailureException: Record 20 fails")
                                        .build());
        assertThat(matches.unread()).isEmpty();
        assertThat(matches.entries())
                .extracting(LogEntry::source)
                .contains(LogSource.jobManager(), taskManager());
        assertThat(matches.entries())
                .anySatisfy(
                        entry -> {
                            assertThat(entry.level()).isEqualTo(LogLevel.WARN);
                            assertThat(entry.text())
                                    .contains("switched from RUNNING to FAILED")
                                    .contains("\tat dev.flinkrest.examplejob.CountPerKey");
                        });
        assertThat(matches.entries())
                .extracting(LogEntry::timestamp)
                .isSorted()
                .allMatch(time -> time.matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2},\\d{3}"));
    }

    @Test
    default void saysWhichLogsCouldNotBeRead() {
        LogSource gone = LogSource.taskManager(TaskManagerId.of("gone"));
        LogSource nope = taskManager().file("nope.log");
        LogQuery query =
                LogQuery.builder().in(List.of(gone, LogSource.jobManager(), nope)).limit(5).build();
        LogMatches matches = logs().search(query);
        assertThat(matches.unread()).containsOnlyKeys(gone, nope);
        assertThat(matches.entries()).hasSize(5);
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> logs().follow(gone));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> logs().follow(nope));
    }
}
