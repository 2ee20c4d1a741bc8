package dev.flinkrest.cli.operation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what was triggered. */
public enum OperationKind {
    /** A savepoint, or a stop with one. */
    SAVEPOINT,
    /** A checkpoint. */
    CHECKPOINT,
    /** The deletion of a savepoint. */
    DISPOSAL,
    /** The deletion of a data set. */
    DATASET;

    /**
     * Returns the command that waits for one, without the program's name.
     *
     * @param ids the ids that tell which: the job's, if it is of one, and the trigger's
     * @return its words
     */
    public String waiting(@Nullable Object... ids) {
        return Arrays.stream(ids)
                .map(String::valueOf)
                .collect(Collectors.joining(" ", "operation wait " + this + " ", ""));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
