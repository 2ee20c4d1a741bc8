/** Waiting for a server, for all that can be waited for; not exported. */
@NullMarked
package dev.flinkrest.internal.waiting;

import org.jspecify.annotations.NullMarked;
