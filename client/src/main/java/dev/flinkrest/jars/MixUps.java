package dev.flinkrest.jars;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.internal.jars.ProgramTurns;
import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.internal.waiting.LostAnswer;
import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.RestCaller;
import java.time.Duration;
import java.util.function.Function;

/**
 * Keeps programs apart on a server that may mix them up when they run at the same time
 * (FLINK-32592): one whose {@code main} begins while that of another begins or ends may be given
 * the other's environment. Its job is then started with the other's options and under the other's
 * id.
 *
 * @param rest the caller that the programs are run with
 * @param turns the client's
 * @param ticker the clock
 */
record MixUps(RestCaller rest, ProgramTurns turns, Ticker ticker) {
    private static final FlinkVersion MENDED_IN_1_16 = new FlinkVersion(1, 16, 3);
    private static final FlinkVersion MENDED_IN_1_17 = new FlinkVersion(1, 17, 2);
    private static final Duration INSTANT = Duration.ofMillis(1);

    /** Tells whether a server of a version may mix programs up. */
    static boolean happenOn(FlinkVersion server) {
        return !server.isAtLeast(
                server.isAtLeast(FlinkVersion.V1_17) ? MENDED_IN_1_17 : MENDED_IN_1_16);
    }

    /**
     * Runs a program as soon as it may begin.
     *
     * @param operation what it is run for
     * @param program is told how long it may take
     * @return what the program gave
     */
    <T> T avoid(Endpoint<?> operation, Function<Duration, T> program) {
        long begun = ticker.nanoTime();
        boolean alone = mayHappen(operation);
        Duration left = left(begun);
        return alone
                ? turns.alone(operation.toString(), left, () -> program.apply(left(begun)))
                : program.apply(left);
    }

    private Duration left(long begun) {
        Duration left = rest.callTimeout().minusNanos(ticker.nanoTime() - begun);
        return left.compareTo(INSTANT) < 0 ? INSTANT : left;
    }

    private boolean mayHappen(Endpoint<?> operation) {
        try {
            return happenOn(
                    LostAnswer.repeat(
                            rest.callTimeout(),
                            ticker,
                            operation.toString(),
                            left -> rest.version(CallOptions.NONE.withCallTimeout(left)),
                            "the server's version is not known"));
        } catch (FlinkRestException e) {
            return true; // if the server cannot be reached, the program's own call says so
        }
    }
}
