package dev.flinkrest.cli;

import dev.flinkrest.cli.output.Looks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs commands in this process, as a user with a home of their own would. */
final class Runner {
    final Map<String, String> environment = new HashMap<>();
    final List<String> hints = new ArrayList<>();
    final Path home;
    String typed = "";
    boolean isTerminal;
    boolean colours;
    boolean unicode = true;
    int width = 80;

    Runner(Path home) {
        this.home = home;
    }

    /** Is what a command came to. */
    record Result(int code, String out, String err) {}

    /** Returns the options of a run that finds nothing around it. */
    static Flinkctl options() {
        return new Flinkctl(new Runner(Path.of("")).surroundings(nowhere(), nowhere()));
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    Result run(String... args) {
        Charset charset = unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                Flinkctl.run(
                        surroundings(
                                new PrintStream(out, false, charset),
                                new PrintStream(err, false, charset)),
                        args);
        return new Result(code, out.toString(charset), err.toString(charset));
    }

    private Surroundings surroundings(PrintStream out, PrintStream err) {
        Looks looks = new Looks(isTerminal, colours, unicode, width);
        // a progress line is redrawn as time goes by, so what is shown of it depends on the machine
        Looks quiet = new Looks(false, colours, unicode, width);
        return new Surroundings(
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                isTerminal,
                out,
                looks,
                err,
                isTerminal && !typed.isEmpty() ? looks : quiet,
                environment,
                home,
                hints::add);
    }
}
