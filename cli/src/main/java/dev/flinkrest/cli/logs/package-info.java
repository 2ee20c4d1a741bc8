/** Logs: printed, followed, searched and written to disk. */
@NullMarked
package dev.flinkrest.cli.logs;

import org.jspecify.annotations.NullMarked;
