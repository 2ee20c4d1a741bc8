package dev.flinkrest.cli.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** A real pseudo-terminal, whose screen can be read: a pane of tmux, on a server of its own. */
public final class Pane implements AutoCloseable {
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final String server =
            "flinkctl-" + ProcessHandle.current().pid() + "-" + System.nanoTime();

    Pane(int columns, int rows, List<String> command) throws IOException, InterruptedException {
        String line =
                command.stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .collect(Collectors.joining(" "));
        tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                String.valueOf(columns),
                "-y",
                String.valueOf(rows),
                // what is shown stays to be read when the program has ended
                line + "; echo \"ended $?\"; sleep 60");
    }

    private String tmux(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", server));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }

    public String screen() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p");
    }

    /** Returns what is on the screen, with what sets its colours. */
    public String painted() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p", "-e");
    }

    public void press(String... keys) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("send-keys"));
        command.addAll(List.of(keys));
        tmux(command.toArray(String[]::new));
    }

    /** Types a text as it is. */
    public void type(String text) throws IOException, InterruptedException {
        // at the end of a word, it would begin another command of tmux
        tmux("send-keys", "-l", text.replaceAll(";$", "\\\\;"));
    }

    /** Waits until a text is on the screen. */
    public void awaits(String text) throws Exception {
        try {
            await(() -> screen().contains(text));
        } catch (AssertionError e) {
            throw new AssertionError("'" + text + "' is not on the screen:\n" + screen(), e);
        }
    }

    /** Waits until the last line that is not blank is a certain one. */
    public void awaitsLast(String line) throws Exception {
        try {
            await(
                    () ->
                            screen().strip()
                                    .lines()
                                    .reduce((one, next) -> next)
                                    .orElse("")
                                    .equals(line));
        } catch (AssertionError e) {
            throw new AssertionError("'" + line + "' is not the last line:\n" + screen(), e);
        }
    }

    public void awaitsEnd() throws Exception {
        awaits("ended 0");
    }

    /** Waits until something holds. */
    public static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it does not come to hold");
            }
            Thread.sleep(50);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            tmux("kill-server");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
