package dev.flinkrest.monitoring.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class FollowRotationTest extends FollowFixture {
    @Test
    void learnsTheNameFromTheRotatedFileWhereTheLogWasRotatedBeforeItWasFound() {
        server.add("flink.log.1", "older\n").add("flink.log", "one\n");
        server.whileOpening =
                () -> {
                    server.whileOpening = () -> {};
                    server.given.add(server.bytes("flink.log"));
                    server.add("flink.log", "two\n").move("flink.log", "flink.log.2");
                    server.add("flink.log", "three\n").move("flink.log", "flink.log.3");
                    server.add("flink.log", "four\n");
                };
        Follow follow = follow();
        assertThat(take(follow, 3)).containsExactly("2 two", "1 three", "1 four");
        assertNothingMore(follow);
    }

    @Test
    void readsOnInTheRotatedFile() {
        server.add("flink.log", "one\ntwo\n");
        Follow follow = follow();
        meanwhile(
                () ->
                        server.add("flink.log", "three\nfour")
                                .move("flink.log", "flink.log.1")
                                .add("flink.log", "five\n"),
                () -> server.add("flink.log", "six\n"));
        assertThat(take(follow, 4)).containsExactly("3 three", "4 four", "1 five", "2 six");
        assertNothingMore(follow);
    }

    @Test
    void readsAllThatWereRotatedMeanwhileWhateverTheyAreCalled() {
        server.add("flink.log.1", "older\n")
                .add("flink-2024-01-31.log", "old\n")
                .add("flink-other.log", "another process\n")
                .add("flink.log", "one\n");
        Follow follow = follow();
        meanwhile(
                () ->
                        server.add("flink.log", "two\n")
                                .move("flink.log", "flink.log.2")
                                .add("flink.log", "three\n")
                                .move("flink.log", "flink.log.3")
                                .add("flink-other.log", "more of it\n")
                                .add("flink.out", "printed\n")
                                .add("flink.log", "four\n"));
        assertThat(take(follow, 3)).containsExactly("2 two", "1 three", "1 four");
        assertNothingMore(follow);
    }

    @Test
    void readsOnInTheRotatedFileBefore115() {
        server.tellsChanges = false;
        server.add("flink.log.1", "older, and longer than the other\n").add("flink.log", "one\n");
        Follow follow = follow();
        meanwhile(
                () ->
                        server.add("flink.log", "two\n")
                                .move("flink.log.1", "flink.log.2")
                                .move("flink.log", "flink.log.1")
                                .add("flink.log", "three\n"));
        assertThat(take(follow, 2)).containsExactly("2 two", "1 three");
        assertNothingMore(follow);
    }

    @Test
    void takesARotationForOneAlsoIfTheNewFileIsLonger() {
        server.add("flink.log", "one\n");
        Follow follow = follow();
        meanwhile(
                () ->
                        server.move("flink.log", "flink.log.1")
                                .add("flink.log", "as long as you like\n"));
        assertThat(take(follow, 1)).containsExactly("1 as long as you like");
        assertNothingMore(follow);
    }

    @Test
    void beginsAnewWhereTheOldFileIsNotFoundForSomeSeconds() {
        server.add("flink.log", "one\nhalf");
        Follow follow = follow();
        meanwhile(() -> server.delete("flink.log").add("flink.log", "new\n"));
        assertThat(take(follow, 2)).containsExactly("2 half", "1 new");
        assertThat(ticker.now - 12_345).isBetween(5_000_000_000L, 8_000_000_000L);
        assertNothingMore(follow);
    }

    @Test
    void waitsForARotationThatIsUnderWay() {
        server.add("flink.log", "one\n");
        Follow follow = follow();
        meanwhile(
                () -> server.add("flink.log", "two\n").move("flink.log", "hidden"),
                () -> server.add("flink.log", "three\n"),
                () -> server.move("hidden", "flink.log.1"));
        assertThat(take(follow, 2)).containsExactly("2 two", "1 three");
        assertNothingMore(follow);
    }

    @Test
    void isNotMisledByTheCopiesOfATaskManagersFile() {
        server.add("flink.log", "one\n");
        Follow follow = follow(OF_TASK_MANAGER, FollowOptions.none());
        meanwhile(
                () -> {
                    server.given.add(server.bytes("flink.log"));
                    server.add("flink.log", "two\n");
                },
                () -> server.move("flink.log", "flink.log.1").add("flink.log", "3\n"),
                server.stale::clear);
        assertThat(take(follow, 2)).containsExactly("2 two", "1 3");
        assertNothingMore(follow);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 9, 13, 14, 17})
    void neitherLosesNorRepeatsALineWhereTheLogBreaksOff(int bytes) {
        server.add("flink.log", "one\n");
        Follow follow = follow();
        meanwhile(
                () -> {
                    server.breaks.add(bytes);
                    server.add("flink.log", "two\nthree\n");
                },
                () -> {
                    server.breaks.addAll(List.of(2, Integer.MAX_VALUE, bytes));
                    server.move("flink.log", "flink.log.1").add("flink.log", "four\nfive\n");
                });
        assertThat(take(follow, 2)).containsExactly("2 two", "3 three");
        assertThat(take(follow, 2)).containsExactly("1 four", "2 five");
        assertNothingMore(follow);
    }
}
