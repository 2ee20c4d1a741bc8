package dev.flinkrest.monitoring.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flinkrest.id.TaskManagerId;
import dev.flinkrest.support.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;

/** What tests of following share: a server, a clock, and what happens meanwhile. */
abstract class FollowFixture {
    static final LogSource MAIN = LogSource.jobManager();
    static final LogSource OF_TASK_MANAGER = LogSource.taskManager(TaskManagerId.of("tm-1"));
    static final String LIST = "/jobmanager/logs";
    static final String LOG = "/jobmanager/log";

    final FakeTicker ticker = new FakeTicker();
    final FakeLogs server = new FakeLogs();

    final Follow follow(LogSource source, FollowOptions options) {
        Follow follow = new Follow(server, source, options, ticker);
        follow.begin();
        return follow;
    }

    final Follow follow() {
        return follow(MAIN, FollowOptions.none());
    }

    static List<String> take(Follow follow, int lines) {
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            LogLine line = follow.next();
            taken.add(line.number() + " " + line.text());
        }
        return taken;
    }

    /** What happens in the waits to come, one thing in each of the first. */
    final void meanwhile(Runnable... events) {
        List<Runnable> left = new ArrayList<>(Arrays.asList(events));
        long[] next = {0};
        ticker.meanwhile =
                () -> {
                    // an interval is slept in slices
                    if (ticker.now >= next[0] && !left.isEmpty()) {
                        next[0] = ticker.now + Duration.ofSeconds(1).toNanos();
                        left.remove(0).run();
                    }
                };
    }

    /** Nothing more comes: the next wait ends the following. */
    final void assertNothingMore(Follow follow) {
        meanwhile(() -> {}, () -> {}, () -> {}, follow::close);
        assertThat(follow.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(follow::next);
    }
}
