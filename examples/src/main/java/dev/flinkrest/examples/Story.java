package dev.flinkrest.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prints numbered steps and what came of them, and waits for what takes time. */
final class Story {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BAR = 40;

    private final PrintStream out;
    private final boolean terminal = Boolean.getBoolean("demo.terminal");
    private int step;

    Story(PrintStream out) {
        this.out = out;
    }

    void say(String text) {
        out.println(text);
    }

    void step(String title) {
        out.printf("%n%2d. %s%n", ++step, title);
    }

    void tell(String format, @Nullable Object... values) {
        out.printf("    " + format + "%n", values);
    }

    /** Draws a progress bar: over and over on a terminal, and once, when it is full, elsewhere. */
    void progress(long done, long total) {
        if (!terminal && done < total) {
            return;
        }
        int full = (int) (total == 0 ? BAR : done * BAR / total);
        out.printf(
                "%s    [%s%s] %3d %% of %,d bytes%s",
                terminal ? "\r" : "",
                "#".repeat(full),
                ".".repeat(BAR - full),
                total == 0 ? 100 : done * 100 / total,
                total,
                done < total ? "" : "\n");
        out.flush();
    }

    /** Asks until the answer is as wished. */
    <T> T await(String what, Supplier<T> question, Predicate<T> wish) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        T answer = question.get();
        while (!wish.test(answer)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        what
                                + " did not come about within "
                                + PATIENCE.toSeconds()
                                + " s: "
                                + answer);
            }
            Demo.pause(Duration.ofMillis(100));
            answer = question.get();
        }
        return answer;
    }

    /** Ends the story unless something holds. */
    void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    void fail(Exception e) {
        out.flush();
        System.err.println();
        System.err.println("This step did not do what it says:");
        e.printStackTrace();
    }
}
