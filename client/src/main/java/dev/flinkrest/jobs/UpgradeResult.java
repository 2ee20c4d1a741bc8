package dev.flinkrest.jobs;

import dev.flinkrest.id.JarId;
import dev.flinkrest.id.JobId;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an upgrade came to. Immutable and safe for use by many threads.
 *
 * @param job the new version, which runs
 * @param jar its jar on the server, deleted by now if its options say so; null if a call before
 *     this one had run it
 * @param savepoint where the savepoint is that it was started from; null if it was upgraded without
 *     state, or a call before this one had run it and the server does not tell
 * @param oldJarDeleted whether the old version's jar was deleted
 */
public record UpgradeResult(
        JobId job, @Nullable JarId jar, @Nullable String savepoint, boolean oldJarDeleted) {}
