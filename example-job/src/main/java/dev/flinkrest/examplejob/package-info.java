/**
 * Holds a small streaming job for tests, demonstrations and examples. Its one jar, compiled against
 * Flink 1.13, runs unchanged on every Flink from 1.13 to 2.3; {@link
 * dev.flinkrest.examplejob.ExampleJob} says what it does.
 */
package dev.flinkrest.examplejob;
