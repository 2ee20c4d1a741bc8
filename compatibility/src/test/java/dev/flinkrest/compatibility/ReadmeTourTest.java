package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

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
    void theReadmesTourIsCompiled() {
        String source =
                WrittenText.read(
                        WrittenText.inCheckout(
                                "examples/src/main/java/dev/flinkrest/examples/Tour.java"));
        String tour =
                WrittenText.between(source, "        // tour\n", "        // end of tour")
                                .stripTrailing()
                                .stripIndent()
                        + "\n";
        assertThat(tour.lines().count()).isLessThanOrEqualTo(30);
        WrittenText.hold(WrittenText.inCheckout("README.md"), BEGIN, END, tour);
    }
}
