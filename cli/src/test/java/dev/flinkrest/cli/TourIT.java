package dev.flinkrest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.embedded.EmbeddedFlink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the README's tour on a real Flink 2.3.0: the same commands print the same, but for ids,
 * times and counts.
 */
@Timeout(180)
class TourIT {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern PREFIX = Pattern.compile("[0-9a-f]{4,31}");

    @TempDir Path home;

    /** The README's ids, and what took their places. */
    private final Map<String, String> ids = new HashMap<>();

    private String url;

    @Test
    void goesAsTheReadmeSays() throws Exception {
        String readme = Files.readString(Path.of("../README.md"));
        int begin = readme.indexOf("```console\n$ flinkctl");
        List<String> lines =
                readme.substring(begin, readme.indexOf("```\n", begin + 10))
                        .lines()
                        .skip(1)
                        .toList();
        assertThat(lines).hasSizeGreaterThan(15);
        Files.copy(Path.of(System.getProperty("example.job")), home.resolve("orders.jar"));
        Runner runner = new Runner(home);
        try (EmbeddedFlink flink = EmbeddedFlink.start("2.3.0")) {
            url = flink.uri().toString();
            List<String> expected = new ArrayList<>();
            Runner.Result result = new Runner.Result(0, "", "");
            String command = "";
            for (String line : lines) {
                if (line.startsWith("$ flinkctl ")) {
                    compare(command, expected, result);
                    expected.clear();
                    command = line.substring(11);
                    result = runner.run(here(command));
                } else {
                    expected.add(line);
                }
            }
            compare(command, expected, result);
        }
    }

    private String[] here(String command) {
        List<String> words = new ArrayList<>();
        for (String word : command.split(" ", -1)) {
            String here = word;
            if (word.equals("orders.jar")) {
                here = home.resolve(word).toString();
            } else if (word.startsWith("http://")) {
                here = url;
            } else if (word.startsWith("file:/")) {
                here = home.toUri() + word.substring(6);
            } else if (PREFIX.matcher(word).matches()) {
                String whole =
                        ids.keySet().stream()
                                .filter(id -> id.startsWith(word))
                                .findFirst()
                                .orElseThrow();
                here = ids.get(whole).substring(0, 8);
            }
            words.add(here);
        }
        return words.toArray(String[]::new);
    }

    private void compare(String command, List<String> expected, Runner.Result result) {
        assertThat(result.code()).as(command + "\n" + result.err()).isZero();
        // what is said on standard error is shown where nothing else is
        String printed = result.out().isEmpty() ? result.err() : result.out();
        List<String> actual = printed.lines().toList();
        for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
            Matcher there = ID.matcher(expected.get(i));
            Matcher here = ID.matcher(actual.get(i));
            while (there.find() && here.find()) {
                String known = ids.putIfAbsent(there.group(), here.group());
                assertThat(here.group())
                        .as(command)
                        .isEqualTo(known == null ? here.group() : known);
            }
        }
        assertThat(actual.stream().map(this::shape))
                .as(command)
                .containsExactlyElementsOf(expected.stream().map(this::shape).toList());
    }

    private String shape(String line) {
        return line.replace("file:" + home + "/", "file:/")
                .replaceAll("[0-9a-f]{32}", "<id>")
                .replaceAll("savepoint-[0-9a-f]{6}-[0-9a-f]{12}", "<savepoint>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\S+", "<time>")
                .replaceAll("\\d+(\\.\\d+)?(ms|s)\\b", "<duration>")
                .replaceAll("\\d+", "<n>")
                .replaceAll(" +", " ");
    }
}
