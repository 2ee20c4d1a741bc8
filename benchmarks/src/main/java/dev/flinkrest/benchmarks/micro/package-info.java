/** Measures with JMH what needs no server: decoding replies and building requests. */
@NullMarked
package dev.flinkrest.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
