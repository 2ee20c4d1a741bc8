/** What shells complete command lines with. */
@NullMarked
package dev.flinkrest.cli.completion;

import org.jspecify.annotations.NullMarked;
