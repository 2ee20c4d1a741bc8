/** The applications of a cluster; Flink 2.3 and later. */
@NullMarked
package dev.flinkrest.applications;

import org.jspecify.annotations.NullMarked;
