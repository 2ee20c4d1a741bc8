/**
 * Measures what a call costs: this client beside a raw socket, {@code java.net.http} and OkHttp, in
 * one run. {@link dev.flinkrest.benchmarks.Compare} is where to start reading.
 */
@NullMarked
package dev.flinkrest.benchmarks;

import org.jspecify.annotations.NullMarked;
