/** The rescales of a job under the adaptive scheduler; Flink 2.3 and later. */
@NullMarked
package dev.flinkrest.jobs.rescales;

import org.jspecify.annotations.NullMarked;
