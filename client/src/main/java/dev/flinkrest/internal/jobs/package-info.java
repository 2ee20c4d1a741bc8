/** What the areas of jobs share. */
@NullMarked
package dev.flinkrest.internal.jobs;

import org.jspecify.annotations.NullMarked;
