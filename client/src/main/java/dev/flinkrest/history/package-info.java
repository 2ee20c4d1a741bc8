/**
 * The History Server, which shows the jobs that clusters have archived. Begin at {@link
 * dev.flinkrest.history.HistoryServer}.
 */
@NullMarked
package dev.flinkrest.history;

import org.jspecify.annotations.NullMarked;
