/**
 * What can be seen of a Flink process, of the job manager and of task managers alike: its settings,
 * its JVM, its threads and where it spends its time.
 */
@NullMarked
package dev.flinkrest.diagnostics;

import org.jspecify.annotations.NullMarked;
