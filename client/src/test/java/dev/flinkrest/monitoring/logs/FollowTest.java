package dev.flinkrest.monitoring.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.NotFoundException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class FollowTest extends FollowFixture {
    @Test
    void givesEachNewLineOnceAndWhole() {
        server.add("flink.log", "old\nhalf");
        Follow follow = follow();
        meanwhile(
                () -> server.add("flink.log", " a line"),
                () -> server.add("flink.log", "\nnext\r\n\nun"),
                () -> server.add("flink.log", "finished"),
                () -> server.add("flink.log", "\n"));
        assertThat(take(follow, 4))
                .containsExactly("2 half a line", "3 next", "4 ", "5 unfinished");
        assertNothingMore(follow);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7})
    void putsCharactersTogetherThatCameApart(int piece) {
        server.piece = piece;
        String text = "é😀ñ 漢字\r\nü\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        server.add("flink.log", "");
        Follow follow = follow();
        int[] sent = {0};
        ticker.meanwhile =
                () -> {
                    if (sent[0] < bytes.length) {
                        server.add("flink.log", new byte[] {bytes[sent[0]++]});
                    }
                };
        assertThat(take(follow, 2)).containsExactly("1 é😀ñ 漢字", "2 ü");
    }

    @Test
    void asksForTheListAloneWhileNothingIsAdded() {
        server.add("flink.log", "old\n").add("flink.out", "");
        Follow follow = follow();
        assertThat(server.asked).containsExactly(LIST, LOG, LIST);
        server.asked.clear();
        meanwhile(() -> {}, () -> {}, () -> {}, () -> server.add("flink.log", "new\n"));
        take(follow, 1);
        assertThat(server.asked).containsExactly(LIST, LIST, LIST, LIST, LOG);
        assertThat(ticker.slept.stream().mapToLong(Duration::toMillis).sum()).isEqualTo(4_000);
    }

    @Test
    void asksForTheListAloneWhileTheLogIsEmpty() {
        server.add("a.log", "");
        Follow follow = follow(MAIN.file("a.log"), FollowOptions.none());
        server.asked.clear();
        meanwhile(() -> {}, () -> {}, () -> server.add("a.log", "new\n"));
        take(follow, 1);
        assertThat(server.asked).containsExactly(LIST, LIST, LIST, "/jobmanager/logs/a.log", LIST);
    }

    @Test
    void knowsTheNameOfALogThatHasGrownMeanwhileByItsBeginning() {
        server.add("other.log", "a longer one\n").add("flink.log", "old\n");
        server.whileOpening =
                () -> {
                    server.whileOpening = () -> {};
                    server.stale.put("flink.log", server.bytes("flink.log"));
                    server.add("flink.log", "new\n");
                };
        Follow follow = follow();
        assertThat(server.asked)
                .containsExactly(
                        LIST,
                        LOG,
                        LIST,
                        "/jobmanager/logs/other.log",
                        "/jobmanager/logs/flink.log");
        server.stale.clear();
        assertThat(take(follow, 1)).containsExactly("2 new");
        server.asked.clear();
        assertNothingMore(follow);
        assertThat(server.asked).containsOnly(LIST);
    }

    @Test
    void readsTheLogItselfWhereItsNameIsNotFound() {
        server.add("flink.log", "old\n").add("copy.log", "old\n");
        Follow follow = follow();
        meanwhile(
                () -> {},
                () -> {},
                () -> server.add("flink.log", "new\n").add("copy.log", "new\n"));
        assertThat(take(follow, 1)).containsExactly("2 new");
        // and looks for the name no more than three times
        server.asked.clear();
        meanwhile(() -> {}, () -> {}, () -> server.add("flink.log", "newer\n"));
        assertThat(take(follow, 1)).containsExactly("3 newer");
        assertThat(server.asked).containsOnly(LOG).hasSize(3);
    }

    @Test
    void beginsWhereItIsTold() {
        server.add("flink.log", "a\nb\nc\nd");
        Follow last = follow(MAIN, FollowOptions.builder().lastLines(2).build());
        assertThat(take(last, 2)).containsExactly("2 b", "3 c");
        Follow first = follow(MAIN, FollowOptions.builder().fromStart().build());
        assertThat(take(first, 3)).containsExactly("1 a", "2 b", "3 c");
        server.add("flink.log", "\n");
        assertThat(take(first, 1)).containsExactly("4 d");
        assertThat(take(last, 1)).containsExactly("4 d");
        assertNothingMore(last);
    }

    @Test
    void outlastsAServerOutOfReachForAsLongAsItIsToldTo() {
        server.add("flink.log", "one\n");
        FollowOptions options =
                FollowOptions.builder()
                        .patience(Duration.ofSeconds(10))
                        .interval(Duration.ofSeconds(1))
                        .build();
        Follow follow = follow(MAIN, options);
        meanwhile(
                () -> server.reachable = false,
                () -> {},
                () -> {
                    server.reachable = true;
                    server.add("flink.log", "two\n");
                },
                () -> server.reachable = false);
        assertThat(take(follow, 1)).containsExactly("2 two");
        long begun = ticker.now;
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(follow::hasNext)
                .withMessageContaining("cannot connect");
        assertThat(Duration.ofNanos(ticker.now - begun)).isEqualTo(Duration.ofSeconds(11));
        server.reachable = true;
        server.add("flink.log", "three\n");
        assertThat(take(follow, 1)).containsExactly("3 three");
    }

    @Test
    void endsWithTheTaskManagerAfterItsLastWords() {
        server.add("flink.log", "one\n");
        Follow follow = follow(OF_TASK_MANAGER, FollowOptions.none());
        meanwhile(() -> server.add("flink.log", "two\nlast wo"), () -> server.gone = true);
        assertThat(take(follow, 2)).containsExactly("2 two", "3 last wo");
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(NotFoundException.class).isThrownBy(follow::hasNext);
        }
    }

    /** A job manager asks a dead one in vain for some seconds. */
    @Test
    void endsWithATaskManagerThatWasSilentBefore() {
        server.add("flink.log", "one\n");
        Follow follow = follow(OF_TASK_MANAGER, FollowOptions.none());
        meanwhile(
                () -> server.failing = true,
                () -> {},
                () -> {
                    server.failing = false;
                    server.gone = true;
                });
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(follow::hasNext);
    }

    @Test
    void waitsForATaskManagerThatIsNotKnownYetToAJobManagerThatHasJustComeBack() {
        server.add("flink.log", "one\n");
        Follow follow = follow(OF_TASK_MANAGER, FollowOptions.none());
        meanwhile(
                () -> server.reachable = false,
                () -> {
                    server.reachable = true;
                    server.gone = true;
                },
                () -> {},
                () -> {
                    server.gone = false;
                    server.add("flink.log", "two\n");
                });
        assertThat(take(follow, 1)).containsExactly("2 two");
    }

    @Test
    void refusesALogThatDoesNotExist() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> follow(MAIN.file("nope.log"), FollowOptions.none()));
    }

    @Test
    void followsAFileOfAChosenNameAndWhatIsPrinted() {
        server.add("gc.log", "a\n").add("flink.out", "x\n");
        Follow file = follow(MAIN.file("gc.log"), FollowOptions.none());
        Follow printed = follow(OF_TASK_MANAGER.stdout(), FollowOptions.none());
        server.add("gc.log", "b\n").add("flink.out", "y\n");
        assertThat(take(file, 1)).containsExactly("2 b");
        assertThat(take(printed, 1)).containsExactly("2 y");
        assertThat(server.asked).last().isEqualTo("/taskmanagers/tm-1/stdout");
    }

    @Test
    void goesOnAfterAnInterrupt() {
        server.add("flink.log", "one\n");
        Follow follow = follow();
        ticker.interrupted = true;
        assertThatExceptionOfType(InterruptedCallException.class)
                .isThrownBy(follow::hasNext)
                .withMessage(
                        "follow the main log of the job manager: the calling thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
        ticker.interrupted = false;
        server.add("flink.log", "two\n");
        assertThat(take(follow, 1)).containsExactly("2 two");
        Thread.currentThread().interrupt();
        server.add("flink.log", "three\n");
        assertThatExceptionOfType(InterruptedCallException.class).isThrownBy(follow::hasNext);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(take(follow, 1)).containsExactly("3 three");
    }

    @Test
    void pausesForAsLongAsReadingTook() {
        server.add("flink.log", "one\n");
        FakeLogs slow = server;
        Follow follow = follow();
        meanwhile(() -> slow.add("flink.log", "two\n"));
        slow.whileOpening = () -> ticker.now += Duration.ofSeconds(7).toNanos();
        take(follow, 1);
        slow.whileOpening = () -> {};
        ticker.slept.clear();
        slow.add("flink.log", "three\n");
        take(follow, 1);
        assertThat(ticker.slept.stream().mapToLong(Duration::toMillis).sum()).isEqualTo(7_000);
    }

    @Test
    void givesALineOfMoreThanAMebibyteInPieces() {
        server.add("flink.log", "");
        Follow follow = follow();
        String longLine = "é".repeat(Lines.LONGEST + 10) + "end";
        server.add("flink.log", "a" + longLine + "\nnext\n");
        List<LogLine> pieces = List.of(follow.next(), follow.next(), follow.next());
        assertThat(pieces).extracting(LogLine::number).containsOnly(1L);
        assertThat(String.join("", pieces.stream().map(LogLine::text).toList()))
                .isEqualTo("a" + longLine);
        assertThat(take(follow, 1)).containsExactly("2 next");
    }
}
