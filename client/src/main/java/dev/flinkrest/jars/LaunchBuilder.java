package dev.flinkrest.jars;

import dev.flinkrest.internal.util.Check;
import org.jspecify.annotations.Nullable;

/**
 * Sets what the builders of {@link RunOptions} and {@link RunApplicationOptions} share. Not safe
 * for use by many threads.
 *
 * @param <B> the builder itself
 */
public abstract sealed class LaunchBuilder<B extends LaunchBuilder<B>> extends ProgramBuilder<B>
        permits RunOptions.Builder, RunApplicationOptions.Builder {
    private @Nullable String savepointPath;
    private @Nullable Boolean allowNonRestoredState;
    private @Nullable ClaimMode claimMode;

    LaunchBuilder() {}

    B like(LaunchOptions other) {
        savepointPath = other.savepointPath();
        allowNonRestoredState = other.allowNonRestoredState();
        claimMode = other.claimMode();
        return like(other.program());
    }

    LaunchOptions launch() {
        return new LaunchOptions(program(), savepointPath, allowNonRestoredState, claimMode);
    }

    /**
     * Names the savepoint or checkpoint that the job starts from.
     *
     * @param path its path, as {@code SavepointInfo.location} gives it; without it, the job starts
     *     with no state
     * @return this builder
     * @throws IllegalArgumentException if the path is blank
     */
    public B savepointPath(String path) {
        savepointPath = Check.notBlank("savepointPath", path);
        return self();
    }

    /**
     * Says whether state of the savepoint that no operator of the job takes up may be dropped.
     *
     * @param allow true to drop it; without it, the job does not start if there is any
     * @return this builder
     */
    public B allowNonRestoredState(boolean allow) {
        allowNonRestoredState = allow;
        return self();
    }

    /**
     * Says who owns the files of the savepoint; Flink 1.15 and later. It travels as {@code
     * claimMode} from 1.20 on and as {@code restoreMode} before.
     *
     * @param mode the mode; without it, {@code NO_CLAIM}
     * @return this builder
     */
    public B claimMode(ClaimMode mode) {
        claimMode = mode;
        return self();
    }
}
