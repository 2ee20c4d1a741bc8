/**
 * Holds the child JVMs' main classes, which run beside Flink's jars and without anything of the
 * parent's.
 */
@NullMarked
package dev.flinkrest.embedded.child;

import org.jspecify.annotations.NullMarked;
