/** Task managers: lists, details, logs, metrics and thread dumps. */
@NullMarked
package dev.flinkrest.taskmanagers;

import org.jspecify.annotations.NullMarked;
