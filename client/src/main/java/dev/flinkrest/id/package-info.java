/** The identifiers that Flink's REST API uses, each a type of its own, checked when it is made. */
@NullMarked
package dev.flinkrest.id;

import org.jspecify.annotations.NullMarked;
