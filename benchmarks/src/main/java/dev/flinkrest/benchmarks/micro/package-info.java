/** Measures with JMH: decoding replies, building requests, and looking at calls. */
@NullMarked
package dev.flinkrest.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
