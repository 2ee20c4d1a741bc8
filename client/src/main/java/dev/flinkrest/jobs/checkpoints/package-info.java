/** Checkpoints of jobs: statistics, details and configuration. */
@NullMarked
package dev.flinkrest.jobs.checkpoints;

import org.jspecify.annotations.NullMarked;
