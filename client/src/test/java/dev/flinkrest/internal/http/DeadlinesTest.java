package dev.flinkrest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What has an end is cut off then, and all else when all is closed. */
@Timeout(30)
class DeadlinesTest {
    private final Deadlines deadlines = new Deadlines();
    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        deadlines.close();
    }

    private final class Task implements Deadlines.Timed {
        private final String name;
        private volatile long dueAt;

        Task(String name) {
            this.name = name;
        }

        @Override
        public void dueAt(long time) {
            dueAt = time;
        }

        @Override
        public long dueAt() {
            return dueAt;
        }

        @Override
        public void cutOff(Call.CutOff reason) {
            ended.add(name + " " + reason);
        }

        Task within(long millis) {
            deadlines.add(this, System.nanoTime() + Duration.ofMillis(millis).toNanos());
            return this;
        }
    }

    private String next() throws InterruptedException {
        return String.valueOf(ended.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void cutsOffWhatIsDueFirstThoughItCameLast() throws Exception {
        new Task("last").within(400);
        new Task("next").within(200);
        new Task("first").within(20);
        assertThat(List.of(next(), next(), next()))
                .containsExactly("first BY_DEADLINE", "next BY_DEADLINE", "last BY_DEADLINE");
    }

    @Test
    void cutsOffOnceAndOnlyWhatIsThereStill() throws Exception {
        deadlines.remove(new Task("gone").within(30));
        deadlines.lift(new Task("lifted").within(30));
        new Task("late").within(-1);
        new Task("due").within(60);
        assertThat(next()).isEqualTo("late BY_DEADLINE");
        assertThat(next()).isEqualTo("due BY_DEADLINE");
        assertThat(ended).isEmpty();
        deadlines.close();
        List<String> closed = new ArrayList<>();
        ended.drainTo(closed);
        assertThat(closed)
                .containsExactlyInAnyOrder("lifted BY_CLOSE", "late BY_CLOSE", "due BY_CLOSE");
        new Task("too late").within(1_000);
        assertThat(next()).isEqualTo("too late BY_CLOSE");
    }

    @Test
    void goesOnWhereACallsConnectionIsGoneWithItsPool() throws Exception {
        try (Server server = Calls.server(URI.create("http://127.0.0.1:1"))) {
            Call call = Calls.call(server);
            call.setDependency(
                    () -> {
                        throw new IllegalStateException("the pool does not have it");
                    });
            deadlines.add(call, System.nanoTime() + Duration.ofMillis(20).toNanos());
            new Task("next").within(40);
            assertThat(next()).isEqualTo("next BY_DEADLINE");
            assertThat(call.cutOff()).isEqualTo(Call.CutOff.BY_DEADLINE);
        }
    }
}
