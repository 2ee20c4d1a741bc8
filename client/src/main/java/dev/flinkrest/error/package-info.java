/**
 * What can go wrong: one sealed family of unchecked exceptions under {@link
 * dev.flinkrest.error.FlinkRestException}.
 */
@NullMarked
package dev.flinkrest.error;

import org.jspecify.annotations.NullMarked;
