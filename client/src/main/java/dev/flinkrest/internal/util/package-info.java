/**
 * The ground floor: checks of arguments and immutable copies, used by every other package; not
 * exported.
 */
@NullMarked
package dev.flinkrest.internal.util;

import org.jspecify.annotations.NullMarked;
