/** The cluster as a whole. */
@NullMarked
package dev.flinkrest.cluster;

import org.jspecify.annotations.NullMarked;
