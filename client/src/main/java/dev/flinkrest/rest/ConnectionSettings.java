package dev.flinkrest.rest;

import java.net.URI;

/**
 * Says how a server is reached, as a {@link ConnectionBuilder} collected it. Immutable and safe for
 * use by many threads.
 *
 * @param url the server, with a path prefix if there is one
 * @param options the bounds of every call; none of them is null
 * @param maxConnections how many connections reads and writes may hold each
 */
public record ConnectionSettings(URI url, CallOptions options, int maxConnections) {}
