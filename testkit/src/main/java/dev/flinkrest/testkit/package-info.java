/**
 * What tests of programs that talk to Flink need: a proxy that loses and spoils requests and
 * replies, and a port that refuses.
 */
@NullMarked
package dev.flinkrest.testkit;

import org.jspecify.annotations.NullMarked;
