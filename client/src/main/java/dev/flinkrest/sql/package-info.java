/**
 * Talks to a SQL Gateway of Flink 1.16 to 2.3: {@link dev.flinkrest.sql.SqlGateway} is the door, a
 * {@link dev.flinkrest.sql.SqlSession} runs statements, a {@link dev.flinkrest.sql.SqlResult} gives
 * their rows as they arrive.
 */
@NullMarked
package dev.flinkrest.sql;

import org.jspecify.annotations.NullMarked;
