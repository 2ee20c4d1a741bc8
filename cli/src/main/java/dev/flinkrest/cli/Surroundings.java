package dev.flinkrest.cli;

import dev.flinkrest.cli.output.Looks;
import dev.flinkrest.cli.output.Output;
import dev.flinkrest.cli.output.StandardOutput;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Is what a run finds around it.
 *
 * @param in standard input
 * @param isInputTerminal whether a person types it
 * @param out standard output
 * @param outLooks what that can show
 * @param err standard error
 * @param errLooks what that can show
 * @param environment the environment variables
 * @param home the user's home directory
 * @param interrupted told what to say when the user presses Ctrl-C
 */
public record Surroundings(
        InputStream in,
        boolean isInputTerminal,
        PrintStream out,
        Looks outLooks,
        PrintStream err,
        Looks errLooks,
        Map<String, String> environment,
        Path home,
        Consumer<String> interrupted) {
    private static final int USUAL_WIDTH = 80;
    private static final int BUFFER = 1 << 13;

    /**
     * Finds out about this process. The launcher says which of the streams are terminals, in the
     * property {@code flinkctl.terminals}, and how wide they are in {@code flinkctl.width}: the JDK
     * does not tell.
     */
    static Surroundings ofProcess() {
        String terminals = System.getProperty("flinkctl.terminals", "");
        int width = Integer.getInteger("flinkctl.width", USUAL_WIDTH);
        Map<String, String> environment = System.getenv();
        Charset charset = ofLocale();
        boolean colours =
                environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !"dumb".equals(environment.get("TERM"));
        PrintStream err = stream(new FileOutputStream(FileDescriptor.err), charset);
        return new Surroundings(
                System.in,
                terminals.contains("in"),
                stream(new StandardOutput(), charset),
                looks(terminals.contains("out"), colours, charset, width),
                err,
                looks(terminals.contains("err"), colours, charset, width),
                environment,
                Path.of(environment.getOrDefault("HOME", System.getProperty("user.home"))),
                new InterruptHook(err));
    }

    private static Looks looks(boolean isTerminal, boolean colours, Charset charset, int width) {
        return new Looks(
                isTerminal,
                isTerminal && colours,
                charset.equals(StandardCharsets.UTF_8),
                width < 1 ? USUAL_WIDTH : width);
    }

    private static PrintStream stream(OutputStream stream, Charset charset) {
        return new PrintStream(new BufferedOutputStream(stream, BUFFER), false, charset);
    }

    /** Returns what the locale says. */
    private static Charset ofLocale() {
        try {
            return Charset.forName(System.getProperty("native.encoding", "UTF-8"));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.US_ASCII;
        }
    }

    /**
     * Tells what the user is told at Ctrl-C. A run that ends in any other way is halted, so that
     * what the JVM does at its end is done at Ctrl-C alone.
     */
    private static final class InterruptHook implements Consumer<String> {
        private final PrintStream err;
        private volatile @Nullable String hint;

        InterruptHook(PrintStream err) {
            this.err = err;
        }

        @Override
        public void accept(String text) {
            boolean first = hint == null;
            hint = text;
            if (first) {
                Runtime.getRuntime().addShutdownHook(new Thread(this::tell, "interrupted"));
            }
        }

        private void tell() {
            err.print("\n" + hint + "\n");
            err.flush();
        }
    }

    /** Returns how texts are written. */
    Charset charset() {
        return outLooks.unicode() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
    }

    /**
     * Returns the value of an environment variable.
     *
     * @param name its name
     * @return the value; empty if it is not set
     */
    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    void onInterrupt(String hint) {
        interrupted.accept(hint);
    }

    /** Asks the user, if there is one. */
    void confirm(String question, Output talk) {
        if (!isInputTerminal || !errLooks.isTerminal()) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    question
                            + "? There is no terminal to ask at; say --yes, or look with --dry-run");
        }
        talk.ask(question + "? [y/N] ");
        String answer = line().strip().toLowerCase(Locale.ROOT);
        if (!answer.equals("y") && !answer.equals("yes")) {
            throw new CommandFailedException(ExitCode.FAILED, "nothing was done");
        }
    }

    private String line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                line.write(b);
            }
        } catch (IOException e) {
            return "";
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
