/** Runnable programs, one for each task. */
@NullMarked
package dev.flinkrest.examples;

import org.jspecify.annotations.NullMarked;
