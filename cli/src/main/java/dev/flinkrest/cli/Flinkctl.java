package dev.flinkrest.cli;

import dev.flinkrest.cli.output.Format;
import dev.flinkrest.cli.output.Output;
import dev.flinkrest.cli.output.OutputEndedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** Is the command line {@code flinkctl}: how a run starts, and how it fails. */
public final class Flinkctl implements Runnable {
    private static final int WIDEST_HELP = 100;
    private static final int NARROWEST_HELP = 55;

    private final CommonOptions options = new CommonOptions();
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final Surroundings surroundings;
    private final Output output;

    Flinkctl(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.output =
                new Output(
                        surroundings.out(),
                        surroundings.outLooks(),
                        surroundings.err(),
                        surroundings.errLooks());
        spec.name("flinkctl");
        spec.scopeType(ScopeType.INHERIT);
        spec.versionProvider(new Versions());
        spec.usageMessage()
                .description("Works with Apache Flink, 1.13 to 2.3, over its REST API.")
                .abbreviateSynopsis(true)
                .synopsisSubcommandLabel("COMMAND")
                .sortOptions(false);
        options.addTo(spec);
    }

    /**
     * Runs a command and ends the process.
     *
     * @param args the words of the command line
     */
    public static void main(String[] args) {
        HeadStart.begin(new HashSet<>(List.of(args)));
        int code = run(Surroundings.ofProcess(), args);
        forgetArchive();
        // nothing is left to be done, and an orderly end takes longer
        Runtime.getRuntime().halt(code);
    }

    /** Has the launcher make its archive of classes anew, if the JVM is not the one it fits. */
    private static void forgetArchive() {
        String vm = System.getProperty("flinkctl.archive.vm");
        if (vm != null && !vm.equals(System.getProperty("java.vm.version"))) {
            Path mark = Path.of(System.getProperty("flinkctl.archive") + ".for");
            try {
                Files.deleteIfExists(mark);
            } catch (IOException e) {
                // it only starts more slowly
            }
        }
    }

    /**
     * Runs a command.
     *
     * @param surroundings what is around it
     * @param args the words of the command line
     * @return the exit code
     */
    static int run(Surroundings surroundings, String... args) {
        Flinkctl root = new Flinkctl(surroundings);
        try {
            int code = root.execute(CommandTree.of(root, List.of(args)), args);
            root.output.flush();
            return code;
        } catch (OutputEndedException e) {
            return root.failed(e);
        }
    }

    private int execute(CommandLine line, String... args) {
        PrintWriter out = new PrintWriter(surroundings.out(), false, surroundings.charset());
        line.setOut(out);
        line.setErr(new PrintWriter(surroundings.err(), true, surroundings.charset()));
        line.registerConverter(Duration.class, new DurationConverter());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setAbbreviatedOptionsAllowed(false);
        // arguments of programs may begin with an @, and the body of 'api' does
        line.setExpandAtFiles(false);
        line.setUsageHelpWidth(
                Math.max(NARROWEST_HELP, Math.min(surroundings.outLooks().width(), WIDEST_HELP)));
        line.setHelpFactory(HelpPage::new);
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(
                        surroundings.outLooks().colours() ? Ansi.ON : Ansi.OFF));
        line.setParameterExceptionHandler((failure, words) -> misused(failure, List.of(words)));
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
        try {
            requireReadable(args);
            return line.execute(args);
        } catch (CommandFailedException e) {
            output.use(formatOfErrors(List.of(args)), true);
            return failed(e);
        } finally {
            out.flush();
        }
    }

    /** Refuses what the JVM could not read: it has put this mark in its place. */
    private void requireReadable(String... args) {
        for (String word : args) {
            if (!surroundings.outLooks().unicode() && word.indexOf('\uFFFD') >= 0) {
                throw new CommandFailedException(
                        ExitCode.USAGE,
                        "'"
                                + word
                                + "' holds what this locale cannot express; set LC_ALL to one of"
                                + " UTF-8, such as C.UTF-8");
            }
        }
    }

    /** Opens the run of a command, now that the options are known. */
    Session open() {
        output.use(format(), options.headers());
        return new Session(surroundings, output, options);
    }

    /** Returns the command without words, of which all others become part. */
    CommandSpec spec() {
        return spec;
    }

    private Format format() {
        Format given = options.format();
        if (given != null) {
            return given;
        }
        String variable = surroundings.variable("FLINKCTL_OUTPUT");
        if (variable.isEmpty()) {
            return Format.TABLE;
        }
        return Format.of(variable)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "FLINKCTL_OUTPUT is '"
                                                + variable
                                                + "'; expected one of "
                                                + List.of(Format.values())));
    }

    private int misused(ParameterException failure, List<String> words) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        String text = Objects.toString(failure.getMessage(), "bad usage");
        if (failure instanceof UnmatchedArgumentException unmatched
                && (command.parent() == null || !command.subcommands().isEmpty())
                && !unmatched.isUnknownOption()) {
            text =
                    "there is no command '"
                            + command.qualifiedName()
                            + " "
                            + unmatched.getUnmatched().get(0)
                            + "'; there are: "
                            + String.join(", ", CommandTree.words(command));
        }
        output.use(formatOfErrors(words), true);
        return Failures.tell(
                new CommandFailedException(
                        ExitCode.USAGE, text + "\nSee: " + command.qualifiedName() + " --help"),
                output,
                false);
    }

    /** Goes by what can be read of a command line that was not understood. */
    private Format formatOfErrors(List<String> words) {
        for (int i = 0; i < words.size() && !words.get(i).equals("--"); i++) {
            String word = words.get(i);
            boolean comesNext = word.equals("-o") || word.equals("--output");
            Optional<Format> format =
                    comesNext && i + 1 < words.size()
                            ? Format.of(words.get(i + 1))
                            : Format.of(word.replaceFirst("^(-o=?|--output=)", ""));
            if (format.isPresent() && (comesNext || word.startsWith("-"))) {
                return format.get();
            }
        }
        return Format.of(surroundings.variable("FLINKCTL_OUTPUT")).orElse(Format.TABLE);
    }

    private int failed(Exception failure) {
        return failure instanceof OutputEndedException ended && !ended.isFailure()
                ? ExitCode.OK.code()
                : Failures.tell(failure, output, options.verbose());
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? There are: " + String.join(", ", CommandTree.words(spec)));
    }
}
