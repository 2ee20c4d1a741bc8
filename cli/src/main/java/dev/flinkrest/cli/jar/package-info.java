/** The commands about jars and the programs in them. */
@NullMarked
package dev.flinkrest.cli.jar;

import org.jspecify.annotations.NullMarked;
