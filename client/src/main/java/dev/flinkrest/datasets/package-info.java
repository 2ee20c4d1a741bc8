/** Cluster data sets: intermediate results that outlive the job that made them. */
@NullMarked
package dev.flinkrest.datasets;

import org.jspecify.annotations.NullMarked;
