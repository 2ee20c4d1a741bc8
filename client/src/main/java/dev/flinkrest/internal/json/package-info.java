/** JSON, behind {@link dev.flinkrest.rest.RestCaller}; not exported. */
@NullMarked
package dev.flinkrest.internal.json;

import org.jspecify.annotations.NullMarked;
