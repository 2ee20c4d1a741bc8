package dev.flinkrest.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Holds how long a command waits for what goes on in the cluster. */
public final class TimeoutMixin {
    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = "How long to wait at most; ${DEFAULT-VALUE} if not told.")
    private Duration timeout = Duration.ofMinutes(10);

    /**
     * Returns how long that is.
     *
     * @return what the user said, or ten minutes
     */
    public Duration timeout() {
        return timeout;
    }
}
