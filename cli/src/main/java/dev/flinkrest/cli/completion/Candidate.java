package dev.flinkrest.cli.completion;

/**
 * Is something that a word may become.
 *
 * @param word the whole word
 * @param description what it is, for shells that show it; empty if nothing is to be said
 */
record Candidate(String word, String description) {
    static Candidate of(Object word) {
        return new Candidate(word.toString(), "");
    }
}
