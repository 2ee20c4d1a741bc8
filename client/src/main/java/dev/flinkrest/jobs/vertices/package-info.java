/** Vertices of a job's graph, and their subtasks. */
@NullMarked
package dev.flinkrest.jobs.vertices;

import org.jspecify.annotations.NullMarked;
