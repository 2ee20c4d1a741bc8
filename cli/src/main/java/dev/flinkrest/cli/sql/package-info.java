/** SQL over a SQL Gateway: statements, files, and a prompt. */
@NullMarked
package dev.flinkrest.cli.sql;

import org.jspecify.annotations.NullMarked;
