/** What can be wrong with a job: each finding with its evidence. */
@NullMarked
package dev.flinkrest.jobs.diagnosis;

import org.jspecify.annotations.NullMarked;
