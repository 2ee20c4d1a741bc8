/** The HTTP engine on top of Apache HttpClient 5, reached from the door alone; not exported. */
@NullMarked
package dev.flinkrest.internal.http;

import org.jspecify.annotations.NullMarked;
