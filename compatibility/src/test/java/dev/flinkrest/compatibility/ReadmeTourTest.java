package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the tours of the pages to the examples that they quote, which the build compiles; {@code
 * -Ddocs.write=true} quotes them anew.
 */
class ReadmeTourTest {
    private static final String END = "```\n<!-- end of tour -->";

    @ParameterizedTest
    @CsvSource({"README.md, Tour", "docs/sql-gateway.md, SqlTour"})
    void theTourOfAPageIsCompiled(String name, String example) throws IOException {
        Path checkout = Path.of(System.getProperty("checkout"));
        String file = "examples/src/main/java/dev/flinkrest/examples/" + example + ".java";
        String source = Files.readString(checkout.resolve(file));
        String tour =
                between(source, "        // tour\n", "        // end of tour")
                                .stripTrailing()
                                .stripIndent()
                        + "\n";
        assertThat(tour.lines().count()).isLessThanOrEqualTo(30);
        String begin = "<!-- tour: quoted from " + file + " -->\n```java\n";
        Path page = checkout.resolve(name);
        String text = Files.readString(page);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(page, text.replace(begin + between(text, begin, END), begin + tour));
        } else {
            assertThat(between(text, begin, END)).isEqualTo(tour);
        }
    }

    private static String between(String text, String begin, String end) {
        assertThat(text).contains(begin, end);
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
