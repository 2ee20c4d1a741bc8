package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Holds the README's tour to the example that it quotes, which the build compiles; {@code
 * -Ddocs.write=true} quotes it anew.
 */
class ReadmeTourTest {
    private static final String BEGIN =
            "<!-- tour: quoted from examples/src/main/java/dev/flinkrest/examples/Tour.java -->\n```java\n";
    private static final String END = "```\n<!-- end of tour -->";

    @Test
    void theReadmesTourIsCompiled() throws IOException {
        Path checkout = Path.of(System.getProperty("checkout"));
        String source =
                Files.readString(
                        checkout.resolve(
                                "examples/src/main/java/dev/flinkrest/examples/Tour.java"));
        String tour =
                between(source, "        // tour\n", "        // end of tour")
                                .stripTrailing()
                                .stripIndent()
                        + "\n";
        assertThat(tour.lines().count()).isLessThanOrEqualTo(30);
        Path readme = checkout.resolve("README.md");
        String text = Files.readString(readme);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(
                    readme, text.replace(BEGIN + between(text, BEGIN, END), BEGIN + tour));
        } else {
            assertThat(between(text, BEGIN, END)).isEqualTo(tour);
        }
    }

    private static String between(String text, String begin, String end) {
        assertThat(text).contains(begin, end);
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
