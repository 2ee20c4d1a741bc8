package dev.flinkrest.jobs;

import dev.flinkrest.error.FlinkRestException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a watch knows of a cluster. Immutable and safe for use by many threads.
 *
 * @param jobs the jobs as they were seen last; null if they never were
 * @param failure why the cluster cannot be asked; null if it answered
 */
record JobPicture(@Nullable List<JobOverview> jobs, @Nullable FlinkRestException failure) {
    static final JobPicture NONE = new JobPicture(null, null);
}
