package dev.flinkrest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.cli.support.CannedFlink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Runs the commands in {@code transcripts} against what real servers once answered, and compares
 * what they print, to the letter; {@code -Dtranscripts.write=true} writes it down anew.
 *
 * <p>At home there is a {@code small.jar}. A transcript is a list of commands, each on a line that
 * begins with {@code $}, and below it what it printed: standard output as it is, standard error
 * after {@code ! }, and the exit code in brackets if it is not 0. Lines that begin with {@code @}
 * say what is around the commands that follow: {@code @ flink 1.13.6}, {@code @ terminal 40},
 * {@code @ colours}, whose escape is shown as {@code ␛}, {@code @ pipe}, {@code @ ascii}, {@code @
 * answer yes}, {@code @ env NAME=value}, {@code @ history server}, {@code @ reply STATUS METHOD
 * PATH BODY}; and anything else.
 */
class TranscriptTest {
    private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts");
    private static final boolean WRITE = Boolean.getBoolean("transcripts.write");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir Path home;

    static List<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(TRANSCRIPTS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void printsWhatIsWrittenDown(Path transcript) throws Exception {
        String expected = Files.readString(transcript);
        String actual = replay(expected.lines().toList());
        if (WRITE) {
            Files.writeString(transcript, actual);
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    /** A command that no transcript shows would be one that nothing holds to its word. */
    @Test
    void everyCommandIsInATranscript() throws IOException {
        Set<String> all = commands();
        StringBuilder shown = new StringBuilder();
        for (Path transcript : transcripts()) {
            shown.append(Files.readString(transcript));
        }
        all.removeIf(command -> shown.indexOf("$ flinkctl" + command) >= 0);
        assertThat(all).isEmpty();
    }

    /** Returns the words of all commands, a blank before each. */
    static Set<String> commands() {
        Set<String> all = new TreeSet<>();
        collect(CommandTree.whole(Runner.options()), "", all);
        return all;
    }

    private static void collect(CommandLine line, String words, Set<String> all) {
        if (line.getSubcommands().isEmpty()) {
            all.add(words);
        }
        line.getSubcommands().forEach((word, sub) -> collect(sub, words + " " + word, all));
    }

    private String replay(List<String> lines) throws Exception {
        StringBuilder replayed = new StringBuilder();
        Runner runner = new Runner(home);
        try (var jar = new JarOutputStream(Files.newOutputStream(home.resolve("small.jar")))) {
            jar.putNextEntry(new ZipEntry("nothing"));
        }
        CannedFlink flink = new CannedFlink("2.3.0");
        try {
            for (String line : lines) {
                if (line.startsWith("@ flink ")) {
                    flink.close();
                    flink = new CannedFlink(line.substring(8));
                } else if (line.startsWith("@ ")) {
                    setUp(line.substring(1).strip(), runner, flink);
                }
                if (line.startsWith("$ ")) {
                    runner.environment.put("FLINKCTL_URL", flink.uri().toString());
                    replayed.append(line)
                            .append('\n')
                            .append(run(line.substring(2), runner, flink));
                } else if (line.startsWith("@ ")) {
                    replayed.append('\n').append(line).append('\n');
                }
            }
        } finally {
            flink.close();
        }
        return replayed.toString().replaceFirst("^\n", "");
    }

    private static void setUp(String directive, Runner runner, CannedFlink flink) {
        String[] words = directive.split(" ", 5);
        switch (words[0]) {
            case "terminal" -> {
                runner.isTerminal = true;
                runner.width = Integer.parseInt(words[1]);
            }
            case "colours" -> runner.colours = true;
            case "pipe" -> {
                runner.isTerminal = false;
                runner.colours = false;
            }
            case "ascii" -> runner.unicode = false;
            case "unicode" -> runner.unicode = true;
            case "answer" -> runner.typed = words[1] + "\n";
            case "env" -> {
                String[] pair = words[1].split("=", 2);
                runner.environment.put(pair[0], pair[1]);
            }
            case "history" ->
                    runner.environment.put("FLINKCTL_HISTORY_SERVER", flink.uri().toString());
            case "reply" ->
                    flink.with(
                            words[2] + " " + words[3],
                            Integer.parseInt(words[1]),
                            words[4].startsWith("<") ? "text/html" : "application/json",
                            words[4]);
            default -> {
                // a remark
            }
        }
    }

    private String run(String command, Runner runner, CannedFlink flink) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            words.add(word.replace("/home/me", home.toString()));
        }
        Runner.Result result = runner.run(words.stream().skip(1).toArray(String[]::new));
        StringBuilder printed = new StringBuilder(result.out());
        result.err().lines().forEach(line -> printed.append("! ").append(line).append('\n'));
        if (result.code() != 0) {
            printed.append('[').append(result.code()).append("]\n");
        }
        return printed.toString()
                .replace('\u001b', '␛')
                .replace(flink.uri().toString(), "http://flink:8081")
                .replace(home.toString(), "/home/me")
                .replaceAll("cluster's is \\S+ behind", "cluster's is … behind")
                .replaceAll("answered in [0-9.]+m?s", "answered in 9ms")
                .replaceAll("not done within PT0\\.\\d+S.*", "not done within …")
                .replaceAll("\"triggerId\":\"[0-9a-f]{32}\"", "\"triggerId\":\"…\"");
    }
}
