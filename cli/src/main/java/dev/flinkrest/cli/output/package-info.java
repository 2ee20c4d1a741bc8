/** How results, progress and failures are printed; nothing else prints. */
@NullMarked
package dev.flinkrest.cli.output;

import org.jspecify.annotations.NullMarked;
