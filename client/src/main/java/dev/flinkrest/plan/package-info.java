/** The plan of a job: its graph, as it is shown to people. */
@NullMarked
package dev.flinkrest.plan;

import org.jspecify.annotations.NullMarked;
