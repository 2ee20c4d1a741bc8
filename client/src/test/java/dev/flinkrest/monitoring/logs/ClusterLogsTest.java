package dev.flinkrest.monitoring.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.support.Recorded;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterLogsTest {
    private static final LogSource MAIN = LogSource.jobManager();
    private static final LogSource FIRST = LogSource.taskManager(TaskManagerId.of("tm-1"));
    private static final LogSource SECOND = LogSource.taskManager(TaskManagerId.of("tm-2"));

    private final FakeLogs server = new FakeLogs();
    private final ClusterLogs logs = new ClusterLogs(server);

    private static String entry(int second, String level, String text) {
        return "2026-11-25 07:43:%02d,000 %-5s o.a.Foo [] - %s%n".formatted(second, level, text);
    }

    private static List<String> texts(LogMatches matches) {
        return matches.entries().stream()
                .map(entry -> entry.text().substring(entry.text().indexOf(" - ") + 3))
                .toList();
    }

    @Test
    void givesTheLastLines() {
        server.piece = 3;
        server.add("flink.log", "one\ntwo\r\n\nfour\nhalf é");
        assertThat(logs.tail(MAIN, 3))
                .containsExactly(
                        new LogLine(MAIN, 3, ""),
                        new LogLine(MAIN, 4, "four"),
                        new LogLine(MAIN, 5, "half é"));
        assertThat(logs.tail(FIRST, 100)).hasSize(5).extracting(LogLine::text).startsWith("one");
        server.add("flink.out", "");
        assertThat(logs.tail(MAIN.stdout(), 1)).isEmpty();
        assertThat(server.asked)
                .containsExactly("/jobmanager/log", "/taskmanagers/tm-1/log", "/jobmanager/stdout");
    }

    @Test
    void saysWhyThereAreNoLastLines() {
        server.add("flink.log", "one\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> logs.tail(MAIN, 0))
                .withMessage("lines is 0; expected at least 1");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> logs.tail(FIRST.file("nope.log"), 1));
        server.breaks.add(2);
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> logs.tail(FIRST, 1))
                .withMessage(
                        "read the last lines of the main log of task manager tm-1: the log broke off"
                                + " while it was read: reset");
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedCallException.class)
                .isThrownBy(() -> logs.tail(MAIN, 1));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void findsWhatFailedWhereverItWasLogged() {
        server.taskManagers.addAll(List.of("tm-1", "tm-2"));
        server.add("flink.log", Recorded.reply("logs/failing-2.3.0.log"));
        server.add("tm-1/flink.log", entry(1, "WARN", "Record 5 is late"));
        server.add("tm-2/flink.log", Recorded.reply("logs/failing-1.13.6.log"));
        LogMatches matches =
                logs.search(
                        LogQuery.builder()
                                .atLeast(LogLevel.WARN)
                                .containing("Record 5 fails")
                                .build());
        assertThat(matches.found()).isEqualTo(2);
        assertThat(matches.unread()).isEmpty();
        // 1.13's comes from an earlier minute
        assertThat(matches.entries()).extracting(LogEntry::source).containsExactly(SECOND, MAIN);
        assertThat(matches.entries()).extracting(LogEntry::number).containsExactly(3L, 3L);
        assertThat(server.asked).first().isEqualTo("/taskmanagers");
        assertThat(server.asked)
                .containsExactlyInAnyOrder(
                        "/taskmanagers",
                        "/jobmanager/log",
                        "/taskmanagers/tm-1/log",
                        "/taskmanagers/tm-2/log");
    }

    @Test
    void searchesByLevelAndPattern() {
        server.add(
                "flink.log",
                entry(1, "INFO", "a")
                        + entry(2, "WARN", "b1")
                        + entry(3, "ERROR", "b2\n\tat x.Y")
                        + entry(4, "FATAL", "c"));
        assertThat(texts(logs.search(LogQuery.atLeast(LogLevel.ERROR))))
                .containsExactly("b2\n\tat x.Y", "c");
        var pattern = Pattern.compile("b\\d$", Pattern.MULTILINE);
        assertThat(texts(logs.search(LogQuery.builder().matching(pattern).build())))
                .containsExactly("b1", "b2\n\tat x.Y");
        assertThat(logs.search(LogQuery.builder().build()).found()).isEqualTo(4);
    }

    @Test
    void keepsTheNewestOfAll() {
        server.add("flink.log", entry(5, "INFO", "five") + "and more\n" + entry(9, "INFO", "nine"));
        server.add("tm-1/flink.log", "no time\n" + entry(7, "INFO", "seven"));
        LogQuery query = LogQuery.builder().in(List.of(MAIN, FIRST, MAIN)).limit(2).build();
        LogMatches matches = logs.search(query);
        assertThat(texts(matches)).containsExactly("seven", "nine");
        assertThat(matches.found()).isEqualTo(4);
    }

    @Test
    void listsWhatCouldNotBeRead() {
        server.taskManagers.addAll(List.of("tm-1"));
        server.add("flink.log", entry(1, "INFO", "a") + entry(2, "INFO", "b"));
        server.breaks.add(60);
        LogQuery one = LogQuery.builder().parallelism(1).build();
        LogMatches matches = logs.search(one);
        assertThat(matches.unread())
                .hasSize(1)
                .hasEntrySatisfying(
                        MAIN, reason -> assertThat(reason).endsWith("while it was read: reset"));
        assertThat(matches.entries()).filteredOn(entry -> entry.source().equals(FIRST)).hasSize(2);

        server.delete("flink.log");
        matches = logs.search(one);
        assertThat(matches.entries()).isEmpty();
        assertThat(matches.unread()).containsOnlyKeys(MAIN, FIRST);
        assertThat(matches.unread().get(FIRST)).contains("Could not do it");
        server.reachable = false;
        assertThatExceptionOfType(ConnectionException.class).isThrownBy(() -> logs.search(one));
    }

    @Test
    void endsInTimeWithWhatItHas() {
        server.add("flink.log", entry(1, "INFO", "a"));
        server.silent.add("tm-1/flink.log");
        LogMatches matches =
                logs.search(
                        LogQuery.builder()
                                .in(List.of(FIRST, MAIN))
                                .timeout(Duration.ofMillis(500))
                                .build());
        assertThat(matches.unread())
                .containsExactly(Map.entry(FIRST, "not read to its end within PT0.5S"));
        assertThat(texts(matches)).hasSize(1);
    }

    @Test
    void endsWhenItsThreadIsInterruptedAndLeavesNoneBehind() throws InterruptedException {
        server.silent.add("flink.log");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread searching =
                new Thread(
                        () -> {
                            try {
                                logs.search(LogQuery.atLeast(LogLevel.INFO));
                            } catch (InterruptedCallException e) {
                                thrown.set(e);
                            }
                        });
        searching.start();
        server.waiting.acquire();
        List<Thread> helpers =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("flink-log-search"))
                        .toList();
        assertThat(helpers).isNotEmpty().allMatch(Thread::isDaemon);
        searching.interrupt();
        searching.join();
        assertThat(thrown.get()).hasMessageContaining("search of logs");
        for (Thread helper : helpers) {
            helper.join();
        }
    }

    @Test
    void followsInALoopThatAnotherThreadEnds() throws InterruptedException {
        server.add("flink.log", "old\n");
        FollowOptions often =
                FollowOptions.builder().lastLines(1).interval(Duration.ofMillis(1)).build();
        LogFollower follower = logs.follow(MAIN, often);
        List<String> seen = new CopyOnWriteArrayList<>();
        Thread reading = new Thread(() -> follower.forEach(line -> seen.add(line.text())));
        reading.start();
        IntStream.range(0, 50).forEach(i -> server.add("flink.log", "line " + i + "\n"));
        while (seen.size() < 51) {
            Thread.onSpinWait();
        }
        follower.close();
        reading.join();
        assertThat(seen).startsWith("old", "line 0").endsWith("line 49").hasSize(51);
        assertThatIllegalStateException()
                .isThrownBy(follower::iterator)
                .withMessageContaining("can be gone through once");
        assertThat(follower).hasToString("follow the main log of the job manager");
    }

    @Test
    void closesWithItsStream() {
        server.add("flink.log", "one\ntwo\n");
        LogFollower follower = logs.follow(MAIN, FollowOptions.builder().fromStart().build());
        try (var lines = follower.stream()) {
            assertThat(lines.limit(2).map(LogLine::text)).containsExactly("one", "two");
        }
        assertThatIllegalStateException().isThrownBy(follower::stream);
    }

    @Test
    void refusesOptionsThatSayNothingUseful() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FollowOptions.builder().interval(Duration.ZERO))
                .withMessage("interval is PT0S; expected a positive duration");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FollowOptions.builder().patience(Duration.ofSeconds(-1)))
                .withMessageContaining("patience is PT-1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FollowOptions.builder().lastLines(-1))
                .withMessage("lastLines is -1; expected at least 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogQuery.builder().in(List.of()))
                .withMessage("there are no logs to search; expected one or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogQuery.builder().limit(0))
                .withMessage("limit is 0; expected at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogQuery.builder().parallelism(0))
                .withMessageContaining("parallelism is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MAIN.file(" "))
                .withMessageContaining("log file name is blank");
    }

    @Test
    void tellsLogsApart() {
        assertThat(FIRST)
                .isEqualTo(LogSource.taskManager(TaskManagerId.of("tm-1")))
                .hasSameHashCodeAs(LogSource.taskManager(TaskManagerId.of("tm-1")))
                .isNotEqualTo(SECOND)
                .isNotEqualTo(FIRST.stdout())
                .isNotEqualTo(FIRST.file("a"));
        assertThat(FIRST.file("gc.log")).hasToString("log file 'gc.log' of task manager tm-1");
        assertThat(MAIN.stdout()).hasToString("standard output of the job manager");
        assertThat(FIRST.taskManager()).isEqualTo(TaskManagerId.of("tm-1"));
        assertThat(MAIN.taskManager()).isNull();
    }
}
