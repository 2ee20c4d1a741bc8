package dev.flinkrest.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text in the checkout that is made of something else: held to what it is made of, or written anew
 * with {@code -Ddocs.write=true}.
 */
public final class WrittenText {
    private WrittenText() {}

    /** Whether texts are to be written anew, not held to what they should be. */
    static boolean writing() {
        return Boolean.getBoolean("docs.write");
    }

    /** Where a file of the checkout is, such as {@code README.md}. */
    public static Path inCheckout(String file) {
        return Path.of(System.getProperty("checkout"), file);
    }

    /** Holds a whole file to what it should be. */
    static void hold(Path file, String wanted) {
        if (writing()) {
            write(file, wanted);
        } else {
            assertSame(file, Files.exists(file) ? read(file) : "", wanted);
        }
    }

    /** Holds what stands in a file between two marks to what it should be. */
    static void hold(Path file, String begin, String end, String wanted) {
        String text = read(file);
        String found = between(text, begin, end);
        if (writing()) {
            write(file, text.replace(begin + found + end, begin + wanted + end));
        } else {
            assertSame(file, found, wanted);
        }
    }

    /** Returns what stands between two marks. */
    static String between(String text, String begin, String end) {
        assertThat(text).contains(begin, end);
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertSame(Path file, String found, String wanted) {
        assertThat(found)
                .as("what stands in %s; to write it anew, run with -Ddocs.write=true", file)
                .isEqualTo(wanted);
    }
}
