package dev.flinkrest.monitoring.metrics;

import dev.flinkrest.id.JobId;
import dev.flinkrest.id.VertexId;
import dev.flinkrest.internal.util.Check;
import dev.flinkrest.metrics.Aggregation;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says which metrics of which components are collected, and within which bounds. Immutable; as safe
 * for use by many threads as the predicates in its {@link MetricNames}.
 *
 * @see BulkMetrics#collect
 */
public final class MetricSelection {
    private final Builder chosen;

    private MetricSelection(Builder chosen) {
        this.chosen = chosen;
    }

    /**
     * Begins to choose.
     *
     * @return a new builder, with nothing chosen
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Chooses what {@link MetricsSnapshot#health} tells of.
     *
     * @param jobs the jobs; none means all that run
     * @return the selection
     */
    public static MetricSelection health(JobId... jobs) {
        Builder builder = builder().health();
        return (jobs.length == 0 ? builder.runningJobs() : builder.jobs(jobs)).build();
    }

    List<JobId> jobs() {
        return List.copyOf(chosen.jobs);
    }

    boolean runningJobs() {
        return chosen.runningJobs;
    }

    /** The chosen vertices; empty for all. */
    Set<VertexId> vertices() {
        return chosen.vertices;
    }

    boolean wantsVertices() {
        return vertexMetrics() != null || subtaskMetrics() != null;
    }

    @Nullable MetricNames jobMetrics() {
        return chosen.jobMetrics;
    }

    @Nullable MetricNames vertexMetrics() {
        return chosen.vertexMetrics;
    }

    @Nullable MetricNames subtaskMetrics() {
        return chosen.subtaskMetrics;
    }

    @Nullable MetricNames jobManagerMetrics() {
        return chosen.jobManagerMetrics;
    }

    @Nullable MetricNames taskManagerMetrics() {
        return chosen.taskManagerMetrics;
    }

    @Nullable MetricNames aggregatedTaskManagerMetrics() {
        return chosen.aggregatedTaskManagerMetrics;
    }

    /** The chosen aggregations; empty for all that the server knows. */
    List<Aggregation> aggregations() {
        return chosen.aggregations;
    }

    Duration timeout() {
        return chosen.timeout;
    }

    int maxParallelRequests() {
        return chosen.maxParallelRequests;
    }

    /** Chooses. Not safe for use by many threads. */
    public static final class Builder {
        private Set<JobId> jobs = Set.of();
        private boolean runningJobs;
        private Set<VertexId> vertices = Set.of();
        private @Nullable MetricNames jobMetrics;
        private @Nullable MetricNames vertexMetrics;
        private @Nullable MetricNames subtaskMetrics;
        private @Nullable MetricNames jobManagerMetrics;
        private @Nullable MetricNames taskManagerMetrics;
        private @Nullable MetricNames aggregatedTaskManagerMetrics;
        private List<Aggregation> aggregations = List.of();
        private Duration timeout = Duration.ofSeconds(30);
        private int maxParallelRequests = 8;

        private Builder() {}

        private Builder(Builder other) {
            jobs = other.jobs;
            runningJobs = other.runningJobs;
            vertices = other.vertices;
            jobMetrics = other.jobMetrics;
            vertexMetrics = other.vertexMetrics;
            subtaskMetrics = other.subtaskMetrics;
            jobManagerMetrics = other.jobManagerMetrics;
            taskManagerMetrics = other.taskManagerMetrics;
            aggregatedTaskManagerMetrics = other.aggregatedTaskManagerMetrics;
            aggregations = other.aggregations;
            timeout = other.timeout;
            maxParallelRequests = other.maxParallelRequests;
        }

        /**
         * Chooses jobs.
         *
         * @param ids the jobs, at least one
         * @return this builder
         * @throws IllegalArgumentException if there is none
         */
        public Builder jobs(JobId... ids) {
            return jobs(List.of(ids));
        }

        /**
         * Chooses jobs.
         *
         * @param ids the jobs, at least one
         * @return this builder
         * @throws IllegalArgumentException if there is none
         */
        public Builder jobs(Collection<JobId> ids) {
            if (ids.isEmpty()) {
                throw new IllegalArgumentException(
                        "there are no jobs; choose at least one, or call runningJobs()");
            }
            jobs = new LinkedHashSet<>(ids);
            runningJobs = false;
            return this;
        }

        /**
         * Chooses all jobs that have not ended when the metrics are collected.
         *
         * @return this builder
         */
        public Builder runningJobs() {
            jobs = Set.of();
            runningJobs = true;
            return this;
        }

        /**
         * Chooses vertices of the chosen jobs.
         *
         * @param ids the vertices; none means all, as without this call
         * @return this builder
         */
        public Builder vertices(VertexId... ids) {
            vertices = new LinkedHashSet<>(List.of(ids));
            return this;
        }

        /**
         * Chooses metrics of the jobs themselves, such as {@code lastCheckpointDuration}. {@code
         * GET /jobs/:jobid/metrics}.
         *
         * @param names the metrics
         * @return this builder
         */
        public Builder jobMetrics(MetricNames names) {
            jobMetrics = names;
            return this;
        }

        /**
         * Chooses metrics of the vertices, aggregated over their subtasks. {@code GET
         * /jobs/:jobid/vertices/:vertexid/subtasks/metrics}. Flink aggregates numbers only.
         *
         * @param names the metrics
         * @return this builder
         * @throws IllegalArgumentException if a name begins with a subtask's number
         */
        public Builder vertexMetrics(MetricNames names) {
            vertexMetrics = withoutSubtask(names);
            return this;
        }

        /**
         * Chooses metrics of each subtask. {@code GET /jobs/:jobid/vertices/:vertexid/metrics}.
         *
         * @param names the metrics, named without the subtask's number
         * @return this builder
         * @throws IllegalArgumentException if a name begins with a subtask's number
         */
        public Builder subtaskMetrics(MetricNames names) {
            subtaskMetrics = withoutSubtask(names);
            return this;
        }

        private static MetricNames withoutSubtask(MetricNames names) {
            for (String name : names.named()) {
                if (SubtaskName.parse(name) != null) {
                    throw new IllegalArgumentException(
                            "metric name '"
                                    + name
                                    + "' begins with a subtask's number; expected it without, for"
                                    + " all subtasks are read");
                }
            }
            return names;
        }

        /**
         * Chooses metrics of the job manager. {@code GET /jobmanager/metrics}.
         *
         * @param names the metrics
         * @return this builder
         */
        public Builder jobManagerMetrics(MetricNames names) {
            jobManagerMetrics = names;
            return this;
        }

        /**
         * Chooses metrics of each task manager. {@code GET /taskmanagers/:taskmanagerid/metrics}.
         *
         * @param names the metrics
         * @return this builder
         */
        public Builder taskManagerMetrics(MetricNames names) {
            taskManagerMetrics = names;
            return this;
        }

        /**
         * Chooses metrics aggregated over all task managers. {@code GET /taskmanagers/metrics}.
         * Flink aggregates numbers only.
         *
         * @param names the metrics
         * @return this builder
         */
        public Builder aggregatedTaskManagerMetrics(MetricNames names) {
            aggregatedTaskManagerMetrics = names;
            return this;
        }

        /**
         * Chooses how values are aggregated.
         *
         * @param aggregation the aggregations; none means all that the server knows, as without
         *     this call
         * @return this builder
         */
        public Builder aggregatedBy(Aggregation... aggregation) {
            aggregations = List.of(aggregation);
            return this;
        }

        /**
         * Chooses those metrics of jobs, vertices and subtasks that {@link MetricsSnapshot#health}
         * tells of. Replaces what was chosen of them.
         *
         * @return this builder
         */
        public Builder health() {
            return jobMetrics(JobHealth.METRICS)
                    .vertexMetrics(VertexHealth.METRICS)
                    .subtaskMetrics(VertexHealth.SUBTASK_METRICS);
        }

        /**
         * Sets how long collecting may take. What did not come by then is missing in the snapshot.
         *
         * @param duration how long at most; 30 seconds without this call
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeout(Duration duration) {
            timeout = Check.positive("timeout", duration);
            return this;
        }

        /**
         * Sets how many requests may be on their way at once.
         *
         * @param requests how many at most; 8 without this call
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxParallelRequests(int requests) {
            maxParallelRequests = Check.atLeast("maxParallelRequests", requests, 1);
            return this;
        }

        /**
         * Ends choosing.
         *
         * @return the selection
         * @throws IllegalArgumentException if no metrics are chosen, or metrics of jobs without
         *     jobs, or jobs or vertices without metrics of them
         */
        public MetricSelection build() {
            MetricSelection selection = new MetricSelection(new Builder(this));
            boolean vertexMetrics = selection.wantsVertices();
            boolean metricsOfJobs = vertexMetrics || jobMetrics != null;
            if (!metricsOfJobs
                    && jobManagerMetrics == null
                    && taskManagerMetrics == null
                    && aggregatedTaskManagerMetrics == null) {
                throw new IllegalArgumentException(
                        "no metrics are chosen; call vertexMetrics or another method that takes"
                                + " metric names");
            }
            boolean someJobs = runningJobs || !jobs.isEmpty();
            if (metricsOfJobs && !someJobs) {
                throw new IllegalArgumentException(
                        "metrics of jobs are chosen, but no jobs; call jobs or runningJobs");
            }
            if (someJobs && !metricsOfJobs) {
                throw new IllegalArgumentException(
                        "jobs are chosen, but no metrics of them; call jobMetrics, vertexMetrics"
                                + " or subtaskMetrics");
            }
            if (!vertices.isEmpty() && !vertexMetrics) {
                throw new IllegalArgumentException(
                        "vertices are chosen, but no metrics of them; call vertexMetrics or"
                                + " subtaskMetrics");
            }
            return selection;
        }
    }
}
