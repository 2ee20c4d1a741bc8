package dev.flinkrest.cli;

import dev.flinkrest.cli.output.Format;
import dev.flinkrest.cli.output.NobodyReadsException;
import dev.flinkrest.cli.output.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
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
            return root.execute(CommandTree.of(root, List.of(args)), args);
        } finally {
            root.output.flush();
        }
    }

    private int execute(CommandLine line, String... args) {
        PrintWriter out = new PrintWriter(surroundings.out(), false, surroundings.charset());
        line.setOut(out);
        line.setErr(new PrintWriter(surroundings.err(), true, surroundings.charset()));
        line.registerConverter(Duration.class, new DurationConverter());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setAbbreviatedOptionsAllowed(false);
        line.setUsageHelpWidth(
                Math.max(NARROWEST_HELP, Math.min(surroundings.outLooks().width(), WIDEST_HELP)));
        line.setHelpFactory(HelpPage::new);
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(
                        surroundings.outLooks().colours() ? Ansi.ON : Ansi.OFF));
        line.setParameterExceptionHandler((failure, words) -> misused(failure));
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
        try {
            return line.execute(args);
        } finally {
            out.flush();
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
        for (Format known : Format.values()) {
            if (known.toString().equalsIgnoreCase(variable)) {
                return known;
            }
        }
        throw new IllegalArgumentException(
                "FLINKCTL_OUTPUT is '"
                        + variable
                        + "'; expected one of "
                        + List.of(Format.values()));
    }

    private int misused(ParameterException failure) {
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
        Format given = options.format();
        output.use(given == null ? Format.TABLE : given, true);
        return Failures.tell(
                new CommandFailedException(
                        ExitCode.USAGE, text + "\nSee: " + command.qualifiedName() + " --help"),
                output,
                false);
    }

    private int failed(Exception failure) {
        return failure instanceof NobodyReadsException
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
