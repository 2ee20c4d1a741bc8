/**
 * Holds the child JVM's main class, which runs beside Flink's jars and without anything of the
 * parent's.
 */
@NullMarked
package dev.flinkrest.embedded.child;

import org.jspecify.annotations.NullMarked;
