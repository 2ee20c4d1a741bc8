/** The commands about jobs. */
@NullMarked
package dev.flinkrest.cli.job;

import org.jspecify.annotations.NullMarked;
