package dev.flinkrest.jobs;

import dev.flinkrest.error.FlinkRestException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is what a {@link JobWatch} tells of a cluster's jobs, each as {@code GET /jobs/overview} last
 * showed it. The records are immutable and safe for use by many threads.
 */
public sealed interface JobEvent {

    /**
     * Shows all jobs. It is the first that a subscriber gets of a cluster's jobs, and takes the
     * place of events that were more than its buffer holds; what comes after it continues it.
     *
     * @param jobs the jobs, those that have ended included as long as the cluster remembers them
     * @param missed how many events since the subscriber's last one this takes the place of; 0 for
     *     the first. A job that ended and was forgotten by the cluster meanwhile is in none of both
     */
    record Snapshot(List<JobOverview> jobs, long missed) implements JobEvent {

        /** Copies the list, unless it is immutable. */
        public Snapshot {
            jobs = List.copyOf(jobs);
        }
    }

    /**
     * Says that there is a job that was not there when the cluster was asked last.
     *
     * @param job the job
     */
    record Added(JobOverview job) implements JobEvent {}

    /**
     * Says that a job's state is another one than when the cluster was asked last. What it was in
     * between, no server tells.
     *
     * @param job the job as it is now
     * @param from its state before
     */
    record StateChanged(JobOverview job, JobStatus from) implements JobEvent {

        /**
         * Returns the job's new state.
         *
         * @return the state
         */
        public JobStatus to() {
            return job.state();
        }
    }

    /**
     * Says that a job was restarted, once or more, whether its states told so or it was back within
     * an interval. Comes when Flink has counted it: Flink reads its metrics anew every 10 seconds
     * unless {@code metrics.fetcher.update-interval} says otherwise.
     *
     * @param job the job as it is now
     * @param restarts how often in all, as Flink counts in the metric {@code numRestarts}, or
     *     {@code fullRestarts} where only that is; null if Flink does not tell, because the job
     *     ended too soon, or another job manager took it over and counts from 0 again
     */
    record Restarted(JobOverview job, @Nullable Long restarts) implements JobEvent {}

    /**
     * Says that the cluster remembers a job no more. A job that had not ended is removed when two
     * overviews in turn lack it, for Flink leaves it out while its job master does not answer; at
     * once only after {@link ClusterBack}.
     *
     * @param job the job as it was last
     */
    record Removed(JobOverview job) implements JobEvent {}

    /**
     * Says that the cluster could not be asked. It is asked again every interval; until {@link
     * ClusterBack} nothing is known of its jobs.
     *
     * @param failure why
     */
    record ClusterLost(FlinkRestException failure) implements JobEvent {}

    /** Says that the cluster answers again. What has changed meanwhile follows. */
    record ClusterBack() implements JobEvent {}
}
