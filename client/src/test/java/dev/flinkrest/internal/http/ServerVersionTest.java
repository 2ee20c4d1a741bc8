package dev.flinkrest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerVersionTest {
    private final Deque<String> answers = new ArrayDeque<>(List.of("1.19.3", "1.20.3", "2.3.0"));
    private int losses;
    private Duration silence = Duration.ZERO;
    private final ServerVersion version =
            new ServerVersion(
                    List.of(URI.create("http://localhost:8081")),
                    () -> losses,
                    () -> silence,
                    options -> answers.remove());

    private FlinkVersion ask() {
        return version.get(CallOptions.NONE);
    }

    @Test
    void isRememberedWhileTheServerIsThere() {
        assertThat(version.last()).isNull();
        assertThat(ask()).isEqualTo(new FlinkVersion(1, 19, 3));
        silence = Duration.ofMillis(1_900);
        assertThat(ask()).isEqualTo(new FlinkVersion(1, 19, 3));
        assertThat(answers).hasSize(2);
    }

    @Test
    void isAskedForAgainAfterALoss() {
        ask();
        losses++;
        assertThat(version.last()).isEqualTo(new FlinkVersion(1, 19, 3));
        assertThat(ask()).isEqualTo(new FlinkVersion(1, 20, 3));
        assertThat(ask()).isEqualTo(new FlinkVersion(1, 20, 3));
    }

    @Test
    void isAskedForAgainAfterASilenceInWhichAServerCouldStart() {
        ask();
        silence = Duration.ofSeconds(2);
        assertThat(ask()).isEqualTo(new FlinkVersion(1, 20, 3));
        assertThat(ask()).isEqualTo(new FlinkVersion(2, 3, 0));
    }
}
