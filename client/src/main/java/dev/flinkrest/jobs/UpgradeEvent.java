package dev.flinkrest.jobs;

/**
 * Tells how an upgrade comes on. Immutable and safe for use by many threads.
 *
 * @param step what is being done
 * @param phase whether it begins, is done or has failed
 * @param detail what it is done with or came to, for people to read
 */
public record UpgradeEvent(Step step, Phase phase, String detail) {

    /** Names the steps, in their order; the last three are the way back. */
    public enum Step {
        /** The job is stopped with a savepoint, or cancelled if it is upgraded without state. */
        STOP,
        /** The new version's jar is uploaded; left out if it is on the server already. */
        UPLOAD,
        /** The new version is run. */
        RUN,
        /** The new version comes up: all its tasks run, or its first checkpoint is completed. */
        AWAIT,
        /** The old version's jar is deleted. */
        DELETE_OLD_JAR,
        /** The new version is cancelled, as it did not come up. */
        CANCEL_NEW,
        /** The old version is run again. */
        RUN_OLD,
        /** The old version comes up again. */
        AWAIT_OLD
    }

    /** Names what a step comes to. */
    public enum Phase {
        /** It begins. */
        BEGUN,
        /** It is done. */
        DONE,
        /** It has failed. */
        FAILED
    }
}
