/** The command line: its start, what all commands share, and how failures are told. */
@NullMarked
package dev.flinkrest.cli;

import org.jspecify.annotations.NullMarked;
