/** Reads certificates and keys for TLS from files; not exported. */
@NullMarked
package dev.flinkrest.internal.tls;

import org.jspecify.annotations.NullMarked;
