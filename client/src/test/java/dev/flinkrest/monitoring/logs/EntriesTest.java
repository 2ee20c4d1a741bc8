package dev.flinkrest.monitoring.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.support.Recorded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntriesTest {
    private static List<LogEntry> entries(String text) {
        List<LogEntry> entries = new ArrayList<>();
        Entries assembler = new Entries(LogSource.jobManager(), entries::add);
        long[] number = {1};
        text.lines().forEach(line -> assembler.line(number[0]++, line));
        assembler.end();
        return entries;
    }

    /** Of a real log; before 1.15 a stack trace begins on the entry's own line. */
    @ParameterizedTest
    @CsvSource({
        "2.3.0, '1, 2, 3, 22, 23, 24, 43', '2026-11-25 07:43:05,275'",
        "1.13.6, '1, 2, 3, 21, 22, 23, 41, 42, 43', '2026-11-25 07:42:52,106'"
    })
    void putsStackTracesToTheEntryBeforeThem(String version, String begins, String failed) {
        String log = Recorded.reply("logs/failing-" + version + ".log");
        List<LogEntry> entries = entries(log);
        assertThat(entries.stream().map(entry -> String.valueOf(entry.number())).toList())
                .isEqualTo(List.of(begins.split(", ")));
        assertThat(String.join("\n", entries.stream().map(LogEntry::text).toList()) + "\n")
                .isEqualTo(log);
        assertThat(entries).extracting(LogEntry::level).containsOnlyOnce(LogLevel.WARN);
        LogEntry warning = entries.get(2);
        assertThat(warning.level()).isEqualTo(LogLevel.WARN);
        assertThat(warning.timestamp()).isEqualTo(failed);
        assertThat(warning.text())
                .contains("RequestedFailureException: Record 5 fails, as --fail-at asked it to")
                .contains("\tat org.apache.flink.runtime.taskmanager.Task.run(");
        assertThat(entries.get(entries.size() - 1).text())
                .contains("\nCaused by: dev.flinkrest.examplejob.RequestedFailureException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            nullValues = "-",
            value = {
                "2026-11-25 07:43:05,275 FATAL o.a.Foo  - ERROR | FATAL | 2026-11-25 07:43:05,275",
                "07:43:05.275 [main] DEBUG o.a.Foo - text | DEBUG | 07:43:05.275",
                "07:43:05.275 [flink-akka dispatcher 3] TRACE o.a.Foo - x | TRACE | 07:43:05.275",
                "2026-11-25T07:43:05.275Z  WARN 1 --- [main] o.a.Foo | WARN | 2026-11-25T07:43:05.275Z",
                "2026-11-25T07:43:05+01:00 o.a.Foo INFO text | INFO | 2026-11-25T07:43:05+01:00",
                "[2026-11-25 07:43:05] [ERROR] text | ERROR | 2026-11-25 07:43:05",
                "[INFO] text | INFO | -",
                "SEVERE: text | ERROR | -",
                "WARNING: An illegal access | WARN | -",
                "ERROR StatusLogger No Log4j 2 configuration | ERROR | -",
                "2026-11-25 07:43:05,275 it was no ERROR at all, but INFOrmation | - | 2026-11-25 07:43:05,275"
            })
    void readsLevelAndTimeOfOtherPatterns(String line, LogLevel level, String timestamp) {
        List<LogEntry> entries = entries(line + "\nmore of it");
        assertThat(entries)
                .containsExactly(
                        new LogEntry(
                                LogSource.jobManager(),
                                1,
                                timestamp,
                                level,
                                line + "\nmore of it"));
    }

    @Test
    void takesEachLineForAnEntryWhereNoneTellsATimeOrLevel() {
        List<LogEntry> entries =
                entries(
                        "one\ntwo\njava.io.IOException: no\n\tat a.B.c(B.java:1)\nCaused by: x\n"
                                + "\t... 3 more\nERRORS: 5\nINFO.x\n2026 was a year");
        assertThat(entries)
                .extracting(LogEntry::text)
                .containsExactly(
                        "one",
                        "two",
                        "java.io.IOException: no\n\tat a.B.c(B.java:1)\nCaused by: x\n\t... 3 more",
                        "ERRORS: 5",
                        "INFO.x",
                        "2026 was a year");
        assertThat(entries).extracting(LogEntry::level).containsOnlyNulls();
    }

    @Test
    void cutsOffWhatIsTooLongAndPutsPiecesOfALineTogether() {
        List<LogEntry> entries = new ArrayList<>();
        Entries assembler = new Entries(LogSource.jobManager(), entries::add);
        assembler.line(1, "2026-11-25 07:43:05,275 INFO a ");
        assembler.line(1, "2026-11-25 07:43:05,276 INFO is not another");
        assembler.line(2, "x".repeat(Entries.LONGEST));
        assembler.line(3, "dropped");
        assembler.line(4, "2026-11-25 07:43:05,277 INFO next");
        assembler.end();
        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).text())
                .startsWith("2026-11-25 07:43:05,275 INFO a 2026-11-25 07:43:05,276 INFO is not")
                .doesNotContain("dropped")
                .hasSize(Entries.LONGEST);
    }
}
