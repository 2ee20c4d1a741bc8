/** The door: {@link dev.flinkrest.FlinkRestClient} opens every area of Flink's REST API. */
@NullMarked
package dev.flinkrest;

import org.jspecify.annotations.NullMarked;
