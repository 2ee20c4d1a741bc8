/**
 * What a flight recording holds of the client, in the category "Flink REST Client". Knows nothing
 * of the rest of the library; not exported.
 */
@NullMarked
package dev.flinkrest.internal.events;

import org.jspecify.annotations.NullMarked;
