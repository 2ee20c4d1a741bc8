/** Named clusters: what is kept of them, where, and how secrets are looked up. */
@NullMarked
package dev.flinkrest.cli.context;

import org.jspecify.annotations.NullMarked;
