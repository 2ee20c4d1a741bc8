/** Lists of log files, of the job manager and of task managers alike. */
@NullMarked
package dev.flinkrest.logs;

import org.jspecify.annotations.NullMarked;
