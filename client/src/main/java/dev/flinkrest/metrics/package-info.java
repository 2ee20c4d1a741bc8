/** Metrics of any component, plain and aggregated, by name. */
@NullMarked
package dev.flinkrest.metrics;

import org.jspecify.annotations.NullMarked;
