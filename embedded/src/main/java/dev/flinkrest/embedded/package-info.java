/**
 * Starts a real Apache Flink of any version from 1.13 to 2.3 in a child JVM, for tests and
 * demonstrations. Begin at {@link dev.flinkrest.embedded.EmbeddedFlink}; in JUnit tests, at {@link
 * dev.flinkrest.embedded.FlinkExtension}.
 */
@NullMarked
package dev.flinkrest.embedded;

import org.jspecify.annotations.NullMarked;
