package dev.flinkrest.jobs;

import dev.flinkrest.jobs.UpgradeEvent.Phase;
import dev.flinkrest.jobs.UpgradeEvent.Step;
import java.util.function.Consumer;

/**
 * Takes the steps of an upgrade, and tells of each.
 *
 * @param listener is told
 */
record UpgradeSteps(Consumer<UpgradeEvent> listener) {
    private static final System.Logger LOG = System.getLogger(UpgradeSteps.class.getName());

    /** Is the work of one step. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T work() throws E;
    }

    /** Takes a step; what it gives is its detail when it is done. */
    <T, E extends Exception> T take(Step step, String detail, Work<T, E> work) throws E {
        tell(step, Phase.BEGUN, detail);
        boolean done = false;
        try {
            T result = work.work();
            done = true;
            tell(step, Phase.DONE, result.toString());
            return result;
        } finally {
            if (!done) {
                tell(step, Phase.FAILED, detail);
            }
        }
    }

    private void tell(Step step, Phase phase, String detail) {
        try {
            listener.accept(new UpgradeEvent(step, phase, detail));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The listener of an upgrade threw", e);
        }
    }
}
