package dev.flinkrest.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds the thing that a word means: its whole id, its whole name, or the beginning of its id that
 * fits no other.
 *
 * @param <T> the kind of thing
 */
public final class Choice<T> {
    private static final int MOST_CANDIDATES = 10;

    private final String kind;
    private final List<T> things;
    private final Function<T, String> id;
    private Function<T, String> name = thing -> "";
    private Predicate<T> preferred = thing -> true;

    /**
     * Begins a search.
     *
     * @param kind what the things are, in the singular, for messages
     * @param things all there are
     * @param id the id of one
     */
    public Choice(String kind, List<T> things, Function<T, String> id) {
        this.kind = kind;
        this.things = things;
        this.id = id;
    }

    /**
     * Finds things by name, too.
     *
     * @param name the name of one
     * @return this search
     */
    public Choice<T> named(Function<T, String> name) {
        this.name = name;
        return this;
    }

    /**
     * Says what a name means first, where several have it.
     *
     * @param preferred tells, for example, whether a job has not ended
     * @return this search
     */
    public Choice<T> preferring(Predicate<T> preferred) {
        this.preferred = preferred;
        return this;
    }

    /**
     * Finds the thing.
     *
     * @param word what the user wrote
     * @return the one that is meant
     * @throws CommandFailedException if there is none, or several; the message lists candidates
     */
    public T find(String word) {
        if (word.isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "the " + kind + " is an empty word; expected an id or the beginning of one");
        }
        List<T> fitting = where(thing -> id.apply(thing).equalsIgnoreCase(word));
        if (fitting.isEmpty()) {
            fitting = where(thing -> name.apply(thing).equals(word));
            List<T> better = fitting.stream().filter(preferred).toList();
            fitting = better.isEmpty() ? fitting : better;
        }
        if (fitting.isEmpty()) {
            String begin = word.toLowerCase(Locale.ROOT);
            fitting = where(thing -> id.apply(thing).toLowerCase(Locale.ROOT).startsWith(begin));
        }
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        if (fitting.isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.NOT_FOUND,
                    "there is no "
                            + kind
                            + " '"
                            + word
                            + "'"
                            + (things.isEmpty()
                                    ? ", nor any other"
                                    : "; there are:\n" + list(things)));
        }
        throw new CommandFailedException(
                ExitCode.CONFLICT,
                "'"
                        + word
                        + "' fits more than one "
                        + kind
                        + "; give more of the id:\n"
                        + list(fitting));
    }

    private List<T> where(Predicate<T> fits) {
        List<T> found = new ArrayList<>();
        for (T thing : things) {
            if (fits.test(thing)) {
                found.add(thing);
            }
        }
        return found;
    }

    private String list(List<T> candidates) {
        String shown =
                candidates.stream()
                        .limit(MOST_CANDIDATES)
                        .map(
                                thing ->
                                        ("  " + id.apply(thing) + "  " + name.apply(thing))
                                                .stripTrailing())
                        .collect(Collectors.joining("\n"));
        int more = candidates.size() - MOST_CANDIDATES;
        return more > 0 ? shown + "\n  and " + more + " more" : shown;
    }
}
