package dev.flinkrest.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.cli.support.Pane;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(screen, true, StandardCharsets.UTF_8);

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    private Progress on(Looks looks) {
        return new Progress(err, looks, "download of x");
    }

    @Test
    void showsABarWhereTheEndIsKnown() throws Exception {
        try (Progress progress = on(new Looks(true, false, true, 80))) {
            progress.at(1 << 20, 2 << 20);
            Pane.await(
                    () ->
                            shown().contains(
                                            "download of x  ████████████░░░░░░░░░░░░  1.0 MiB of 2.0 MiB"));
        }
        assertThat(shown()).endsWith("\r\u001b[K");
    }

    @Test
    void countsWhereItIsNot() throws Exception {
        try (Progress progress = on(new Looks(true, false, false, 80))) {
            progress.at(3 << 20, 0);
            Pane.await(() -> shown().contains(" download of x  3.0 MiB"));
        }
    }

    @Test
    void showsNothingWhereThereIsNoTerminal() {
        try (Progress progress = on(Looks.NONE)) {
            progress.at(1, 2);
        }
        assertThat(shown()).isEmpty();
    }
}
