/** What tests of programs that talk to Flink need: a proxy that loses requests and replies. */
@NullMarked
package dev.flinkrest.testkit;

import org.jspecify.annotations.NullMarked;
