package dev.flinkrest.compatibility.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/**
 * What an input may do, whatever is in it: be taken, or be refused with one kind of exception whose
 * message fits on a screen, for memory and time that its length bounds.
 */
final class Input {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * Says that the fuzzer is at work. Its hooks in the JDK allocate up to 100 KB for each byte of
     * the input, so then only the heap's size bounds what is kept.
     */
    private static final boolean FUZZING = System.getenv("JAZZER_FUZZ") != null;

    /** What a call may allocate, kept or not; a JSON tree of {@code [[],[],…]} needs the most. */
    private static final long BYTES = 1 << 20;

    private static final long BYTES_PER_BYTE = 256;

    /** What a call may take, instrumented and not yet compiled. */
    private static final long NANOS = 500_000_000;

    private static final long NANOS_PER_BYTE = 10_000;

    private static final int TRIES = 5;

    private static final int LONGEST_MESSAGE = 2_000;

    private Input() {}

    /**
     * Holds a call to that.
     *
     * @param length how long the input is, in bytes
     * @param refusal the only exception that may come out
     * @param call takes the input, and returns what it makes of it
     */
    static void hold(int length, Class<? extends RuntimeException> refusal, Callable<?> call) {
        Cost cost = Cost.of(refusal, call);
        for (int i = 1; !cost.isFor(length) && i < TRIES; i++) { // classes are loaded and compiled
            cost = Cost.of(refusal, call);
        }
        if (FUZZING) { // times depend on the machine, so a plain build does not fail for them
            assertThat(cost.nanos())
                    .as("nanoseconds of work for an input of %d bytes", length)
                    .isLessThanOrEqualTo(NANOS + length * NANOS_PER_BYTE);
        } else {
            assertThat(cost.bytes())
                    .as("bytes allocated for an input of %d", length)
                    .isLessThanOrEqualTo(BYTES + length * BYTES_PER_BYTE);
        }
    }

    private record Cost(long bytes, long nanos) {
        boolean isFor(int length) {
            return FUZZING
                    ? nanos <= NANOS + length * NANOS_PER_BYTE
                    : bytes <= BYTES + length * BYTES_PER_BYTE;
        }

        static Cost of(Class<? extends RuntimeException> refusal, Callable<?> call) {
            Object made = null;
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long nanos = THREADS.getCurrentThreadCpuTime();
            try {
                made = call.call();
            } catch (Throwable e) {
                if (!refusal.isInstance(e)) {
                    throw new AssertionError("this came out, not a " + refusal.getName(), e);
                }
                assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(LONGEST_MESSAGE);
            }
            Cost cost =
                    new Cost(
                            THREADS.getCurrentThreadAllocatedBytes() - bytes,
                            THREADS.getCurrentThreadCpuTime() - nanos);
            Made.use(made);
            return cost;
        }
    }
}
