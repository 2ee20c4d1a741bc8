package dev.flinkrest.cli.output;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Prints what libraries warn of to standard error, a line for each, and nothing of what they only
 * tell. Found by the JDK, which would print both otherwise, with time and class.
 */
public final class Loggers extends System.LoggerFinder {
    /** Is found by the JDK. */
    public Loggers() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Warnings(name);
    }

    private record Warnings(String name) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level != Level.OFF && level.compareTo(Level.WARNING) >= 0;
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String text,
                @Nullable Throwable thrown) {
            print(level, thrown == null ? text : text + ": " + thrown);
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                @Nullable Object... values) {
            boolean plain = format == null || values == null || values.length == 0;
            print(level, plain ? format : MessageFormat.format(format, values));
        }

        private void print(Level level, @Nullable String text) {
            if (isLoggable(level)) {
                System.err.println("warning: " + Text.visible(String.valueOf(text)));
            }
        }
    }
}
