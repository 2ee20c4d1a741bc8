/**
 * Metrics of many components at once: chosen by a selection, read side by side, merged into one
 * snapshot.
 */
@NullMarked
package dev.flinkrest.monitoring.metrics;

import org.jspecify.annotations.NullMarked;
