/** Reading logs across the cluster: their ends, what is added to them, what stands in them. */
@NullMarked
package dev.flinkrest.monitoring.logs;

import org.jspecify.annotations.NullMarked;
