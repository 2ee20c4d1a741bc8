/** Jobs: lists, details, exceptions, results, accumulators and savepoints. */
@NullMarked
package dev.flinkrest.jobs;

import org.jspecify.annotations.NullMarked;
