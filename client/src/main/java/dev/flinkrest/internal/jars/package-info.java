/** Which jars one client is working with; not exported. */
@NullMarked
package dev.flinkrest.internal.jars;

import org.jspecify.annotations.NullMarked;
