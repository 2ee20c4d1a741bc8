/** The commands about processes: the job manager and the task managers. */
@NullMarked
package dev.flinkrest.cli.process;

import org.jspecify.annotations.NullMarked;
