package dev.flinkrest.internal.http;

import dev.flinkrest.rest.CallOptions;
import dev.flinkrest.rest.FlinkVersion;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers a server's version for as long as it is certainly the same server: until a connection
 * was lost, or the server has not been heard of for a while in which it may have been replaced.
 * Safe for use by many threads.
 */
final class ServerVersion {
    private static final System.Logger LOG = System.getLogger("dev.flinkrest");

    /** Less than a JobManager takes to start. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);

    private final List<URI> urls;
    private final IntSupplier losses;
    private final Supplier<Duration> silence;
    private final Function<CallOptions, @Nullable String> question;
    private volatile @Nullable Known known;

    /**
     * Makes it; asks nothing yet.
     *
     * @param urls the server, or those that stand for each other, for messages
     * @param losses counts how often the server was lost
     * @param silence tells for how long the server has said nothing
     * @param question asks the server
     */
    ServerVersion(
            List<URI> urls,
            IntSupplier losses,
            Supplier<Duration> silence,
            Function<CallOptions, @Nullable String> question) {
        this.urls = urls;
        this.losses = losses;
        this.silence = silence;
        this.question = question;
    }

    private record Known(FlinkVersion version, @Nullable String text, int losses) {}

    /**
     * Returns what was remembered last, though it may be of a server that is gone; null at first.
     */
    @Nullable FlinkVersion last() {
        Known last = known;
        return last == null ? null : last.version();
    }

    /** Returns the version, asking for it unless it is certain. */
    FlinkVersion get(CallOptions options) {
        Known before = known;
        int lost = losses.getAsInt();
        if (before != null
                && before.losses() == lost
                && silence.get().compareTo(LONGEST_SILENCE) < 0) {
            return before.version();
        }
        String text = question.apply(options);
        if (before != null && Objects.equals(before.text(), text)) {
            known = new Known(before.version(), text, lost);
            return before.version();
        }
        FlinkVersion version =
                FlinkVersion.parse(Objects.toString(text, "")).orElseGet(() -> newest(text));
        known = new Known(version, text, lost);
        return version;
    }

    private FlinkVersion newest(@Nullable String text) {
        LOG.log(
                System.Logger.Level.WARNING,
                "The server at {0} calls its version ''{1}''; taken for the newest, {2}",
                urls.size() == 1 ? urls.get(0) : urls,
                text,
                FlinkVersion.V2_3);
        return FlinkVersion.V2_3;
    }
}
