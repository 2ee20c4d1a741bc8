package dev.flinkrest.monitoring.logs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows what a log's rotated files may be called: by Log4j and Logback, {@code flink.log.1} or
 * {@code flink-2024-01-31-2.log}. Immutable and safe for use by many threads.
 */
final class LogName {
    private static final String NUMBERS = "[.-]([0-9]|[0-9][0-9._-]*[0-9])";

    private final String text;
    private final Pattern behind;
    private final Pattern within;

    LogName(String text) {
        this.text = text;
        int dot = text.lastIndexOf('.');
        String stem = dot < 0 ? text : text.substring(0, dot);
        String extension = dot < 0 ? "" : text.substring(dot);
        this.behind = Pattern.compile(Pattern.quote(text) + NUMBERS);
        this.within = Pattern.compile(Pattern.quote(stem) + NUMBERS + Pattern.quote(extension));
    }

    String text() {
        return text;
    }

    /** Tells names that rotated files mostly have. */
    boolean isRotated(String file) {
        return numbers(file) != null;
    }

    /** Tells names that rotated files may have, under whatever configuration. */
    boolean mayBeRotated(String file) {
        return isRotated(file) || (file.startsWith(text) && file.length() > text.length());
    }

    /** Returns which one a rotated file is; null if it is named otherwise, such as after a day. */
    @Nullable Long number(String file) {
        String numbers = numbers(file);
        return numbers != null && numbers.matches("[0-9]{1,9}") ? Long.valueOf(numbers) : null;
    }

    private @Nullable String numbers(String file) {
        for (Pattern pattern : new Pattern[] {behind, within}) {
            Matcher matcher = pattern.matcher(file);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return null;
    }
}
