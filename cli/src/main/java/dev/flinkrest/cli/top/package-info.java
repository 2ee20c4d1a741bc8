/** The live view of a cluster. */
@NullMarked
package dev.flinkrest.cli.top;

import org.jspecify.annotations.NullMarked;
