package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the Java code in the README and under {@code docs} to the examples that it quotes, which
 * the build compiles; {@code -Ddocs.write=true} quotes it anew. A quotation {@code <!-- name:
 * quoted from file -->} is what stands in that file between {@code // name} and {@code // end of
 * name}.
 */
class QuotedExamplesTest {
    private static final Pattern BEGIN =
            Pattern.compile("<!-- ([\\w-]+): quoted from (\\S+\\.java) -->\\n```java\\n");

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(WrittenText.inCheckout("docs"))) {
            return Stream.concat(
                            Stream.of(WrittenText.inCheckout("README.md")),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .filter(file -> WrittenText.read(file).contains("```java"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theCodeOfAPageIsCompiled(Path page) {
        String text = WrittenText.read(page);
        Matcher quotation = BEGIN.matcher(text);
        int quotations = 0;
        while (quotation.find()) {
            quotations++;
            String name = quotation.group(1);
            String end = "```\n<!-- end of " + name + " -->";
            WrittenText.hold(page, quotation.group(), end, quoted(quotation.group(2), name));
        }
        assertThat(text.split("```java\n", -1))
                .as("every piece of Java code in " + page + " is a quotation")
                .hasSize(quotations + 1);
    }

    private static String quoted(String file, String name) {
        String source = WrittenText.read(WrittenText.inCheckout(file));
        String code =
                WrittenText.between(source, "// " + name + "\n", "// end of " + name + "\n")
                        .stripTrailing()
                        .stripIndent();
        assertThat(code.lines().count()).as("lines of " + name).isLessThanOrEqualTo(30);
        return code + "\n";
    }
}
