package dev.flinkrest.cli.completion;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts what was typed into words, as shells do, and takes off quotes and backslashes: bash hands
 * words on as they were typed, and torn apart at colons.
 */
final class ShellWords {
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean begun;
    private char quote;

    private ShellWords() {}

    /** Returns the words of a line; the last one is empty if a blank comes before it. */
    static List<String> of(String line) {
        ShellWords read = new ShellWords();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && read.quote != '\'' && i + 1 < line.length()) {
                read.add(line.charAt(++i));
            } else {
                read.read(c);
            }
        }
        read.words.add(read.word.toString());
        return read.words;
    }

    private void read(char c) {
        if (quote != 0) {
            if (c == quote) {
                quote = 0;
            } else {
                add(c);
            }
        } else if (c == '\'' || c == '"') {
            quote = c;
            begun = true;
        } else if (!Character.isWhitespace(c)) {
            add(c);
        } else if (begun) {
            words.add(word.toString());
            word.setLength(0);
            begun = false;
        }
    }

    private void add(char c) {
        word.append(c);
        begun = true;
    }
}
