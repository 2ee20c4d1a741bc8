/** The job manager: configuration, logs and metrics. */
@NullMarked
package dev.flinkrest.jobmanager;

import org.jspecify.annotations.NullMarked;
