/** Jars: uploaded to a job manager, run as jobs, and deleted. */
@NullMarked
package dev.flinkrest.jars;

import org.jspecify.annotations.NullMarked;
