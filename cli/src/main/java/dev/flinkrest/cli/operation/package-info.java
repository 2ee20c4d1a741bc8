/** The commands about what was triggered before. */
@NullMarked
package dev.flinkrest.cli.operation;

import org.jspecify.annotations.NullMarked;
