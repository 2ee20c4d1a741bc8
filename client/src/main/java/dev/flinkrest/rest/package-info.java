/**
 * What a call is: an {@link dev.flinkrest.rest.Endpoint} makes a {@link
 * dev.flinkrest.rest.Request}, a {@link dev.flinkrest.rest.RestCaller} carries it out.
 */
@NullMarked
package dev.flinkrest.rest;

import org.jspecify.annotations.NullMarked;
