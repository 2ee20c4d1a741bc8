package dev.flinkrest.jars;

import dev.flinkrest.internal.util.Immutable;
import java.util.List;
import java.util.Map;

/**
 * Tells what became of each uploaded jar. Immutable and safe for use by many threads.
 *
 * @param dryRun whether nothing was deleted, and {@code deleted} holds what would have been
 * @param deleted the jars that are gone, newest first; one that another had deleted meanwhile among
 *     them
 * @param kept the jars that stay and why, newest first
 * @param failed the jars that should have been deleted and why they may still be there, newest
 *     first
 */
public record PruneResult(
        boolean dryRun,
        List<JarInfo> deleted,
        Map<JarInfo, KeepReason> kept,
        Map<JarInfo, String> failed) {

    /** Copies the collections. */
    public PruneResult {
        deleted = Immutable.list(deleted);
        kept = Immutable.map(kept);
        failed = Immutable.map(failed);
    }

    /** Says why a jar stays. */
    public enum KeepReason {
        /** It is one of the newest of its name. */
        NEWEST,
        /** It is not old enough. */
        RECENT,
        /** This client is about to run it, or is uploading a file of its name in order to. */
        IN_USE
    }
}
