/** The commands about the cluster as a whole, its data sets and its applications. */
@NullMarked
package dev.flinkrest.cli.cluster;

import org.jspecify.annotations.NullMarked;
