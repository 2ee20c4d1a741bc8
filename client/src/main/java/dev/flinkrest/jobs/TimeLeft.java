package dev.flinkrest.jobs;

import dev.flinkrest.internal.util.Ticker;
import dev.flinkrest.rest.CallOptions;
import java.time.Duration;
import java.util.function.Supplier;

/** Bounds several requests, one after another, that together may take as long as one call. */
final class TimeLeft implements Supplier<CallOptions> {
    private final CallOptions options;
    private final Ticker ticker;
    private final long begun;

    /**
     * Begins to count.
     *
     * @param options the bounds of all requests together
     */
    TimeLeft(CallOptions options, Ticker ticker) {
        this.options = options;
        this.ticker = ticker;
        this.begun = ticker.nanoTime();
    }

    /** Returns the bounds of the next request; as they were where they set no time. */
    @Override
    public CallOptions get() {
        Duration whole = options.callTimeout();
        if (whole == null) {
            return options;
        }
        Duration left = whole.minusNanos(ticker.nanoTime() - begun);
        return options.withCallTimeout(
                left.isZero() || left.isNegative() ? Duration.ofNanos(1) : left);
    }
}
