package dev.flinkrest.compatibility.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Named;

/**
 * Cuts an input into its first line, which says what to do with the rest, and the rest: so an input
 * that found something can be read, and written by hand.
 *
 * @param text the first line
 * @param rest what follows; empty if nothing does
 */
@SuppressWarnings("ArrayRecordComponent") // is never compared
record Line(String text, byte[] rest) {
    static Line of(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        return new Line(
                new String(input, 0, end, StandardCharsets.UTF_8),
                Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length));
    }

    /** Makes an input to begin with; its name is its first line. */
    static Named<byte[]> before(String text, byte[] rest) {
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] input = Arrays.copyOf(line, line.length + rest.length);
        System.arraycopy(rest, 0, input, line.length, rest.length);
        return Named.of(text, input);
    }
}
