package dev.flinkrest.compatibility;

import dev.flinkrest.id.JobId;
import dev.flinkrest.jobs.JobEvent;
import dev.flinkrest.jobs.JobStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a watch has told. */
final class HeardEvents implements Consumer<JobEvent> {
    private final List<JobEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void accept(JobEvent event) {
        events.add(event);
    }

    /** Returns what it has told so far. */
    List<JobEvent> all() {
        return List.copyOf(events);
    }

    /** Waits until it has told such an event, and returns it. */
    <T extends JobEvent> T await(Class<T> type, Predicate<T> wanted) {
        return ClusterUnderTest.await(
                () ->
                        events.stream()
                                .filter(type::isInstance)
                                .map(type::cast)
                                .filter(wanted)
                                .findFirst()
                                .orElse(null),
                Objects::nonNull);
    }

    /** Waits until it has told that a job came to a state. */
    void awaitState(JobId job, JobStatus state) {
        await(
                JobEvent.StateChanged.class,
                changed -> changed.job().jid().equals(job) && changed.to() == state);
    }

    /** Waits until it has told that a job was restarted so often, or more often. */
    JobEvent.Restarted awaitRestarts(JobId job, long atLeast) {
        return await(
                JobEvent.Restarted.class,
                restarted ->
                        restarted.job().jid().equals(job)
                                && restarted.restarts() != null
                                && restarted.restarts() >= atLeast);
    }

    /** Returns the states that a job went through, the one it was added in first. */
    List<JobStatus> statesOf(JobId job) {
        List<JobStatus> states = new ArrayList<>();
        for (JobEvent event : events) {
            if (event instanceof JobEvent.Added added && added.job().jid().equals(job)) {
                states.add(added.job().state());
            } else if (event instanceof JobEvent.StateChanged changed
                    && changed.job().jid().equals(job)) {
                if (!states.isEmpty() && states.get(states.size() - 1) != changed.from()) {
                    throw new AssertionError(changed + " does not follow " + states);
                }
                states.add(changed.to());
            }
        }
        return states;
    }

    /** Returns the counts of a job's restarts, in the order in which they were told. */
    List<Long> restartsOf(JobId job) {
        return events.stream()
                .filter(JobEvent.Restarted.class::isInstance)
                .map(JobEvent.Restarted.class::cast)
                .filter(restarted -> restarted.job().jid().equals(job))
                .map(JobEvent.Restarted::restarts)
                .toList();
    }
}
