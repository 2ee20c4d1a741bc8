package dev.flinkrest.monitoring.logs;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes entries of a log's lines: a line that begins with a time or a level begins one, the others
 * belong to the one before. Knows Flink's own pattern, {@code %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p
 * %-60c %x - %m%n}, and most others that begin with a time, with a level, or with both. Where no
 * line does, each is an entry, but for those of stack traces. Not safe for use by many threads.
 */
final class Entries implements Lines.Sink {
    /** How many characters of an entry are held. */
    static final int LONGEST = 1 << 16;

    /** How far into a line its level is looked for. */
    private static final int HEAD = 400;

    private static final String LEVEL =
            "(?<level>TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE)";

    /** A time, then up to two words or brackets, then perhaps a level. */
    private static final Pattern TIMED =
            Pattern.compile(
                    "\\[?(?<time>(?:\\d{4}[-/.]\\d{2}[-/.]\\d{2}[ T_])?\\d{2}:\\d{2}:\\d{2}"
                            + "(?:[.,:]\\d{1,9})?(?:Z|[+-]\\d{2}:?\\d{2})?)\\]?"
                            + "(?:\\s+(?:(?:\\[[^\\]]*+\\]|[^\\s\\[]\\S*+)\\s++){0,2}?\\[?"
                            + LEVEL
                            + "(?![\\w.]))?");

    private static final Pattern LEVELLED = Pattern.compile("\\[?" + LEVEL + "(?:[\\]:]|\\s)");

    /** How the lines of a stack trace begin. */
    private static final Pattern TRACE =
            Pattern.compile("\\s|Caused by: |Suppressed: |\\.\\.\\. \\d+ (?:more|common)");

    private final LogSource source;
    private final Consumer<LogEntry> sink;
    private final StringBuilder text = new StringBuilder();
    private @Nullable String timestamp;
    private @Nullable LogLevel level;
    private boolean begun;
    private boolean headed;
    private long first;
    private long last;

    Entries(LogSource source, Consumer<LogEntry> sink) {
        this.source = source;
        this.sink = sink;
    }

    @Override
    public void line(long number, String line) {
        boolean piece = begun && number == last;
        last = number;
        if (piece) {
            append(line);
            return;
        }
        Matcher header = header(line);
        if (begun && header == null && (headed || TRACE.matcher(line).lookingAt())) {
            append("\n");
            append(line);
            return;
        }
        end();
        begun = true;
        first = number;
        headed = header != null;
        timestamp = header == null || header.pattern() != TIMED ? null : header.group("time");
        level = header == null ? null : level(header.group("level"));
        append(line);
    }

    /** Gives the last entry, which no other follows. */
    void end() {
        if (begun) {
            sink.accept(new LogEntry(source, first, timestamp, level, text.toString()));
        }
        text.setLength(0);
        begun = false;
    }

    private void append(String line) {
        text.append(line, 0, Math.min(line.length(), LONGEST - text.length()));
    }

    private static @Nullable Matcher header(String line) {
        int end = Math.min(line.length(), HEAD);
        Matcher timed = TIMED.matcher(line).region(0, end);
        if (timed.lookingAt()) {
            return timed;
        }
        Matcher levelled = LEVELLED.matcher(line).region(0, end);
        return levelled.lookingAt() ? levelled : null;
    }

    private static @Nullable LogLevel level(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return switch (Objects.requireNonNull(name).toUpperCase(Locale.ROOT)) {
            case "WARNING" -> LogLevel.WARN;
            case "SEVERE" -> LogLevel.ERROR;
            default -> LogLevel.valueOf(name);
        };
    }
}
