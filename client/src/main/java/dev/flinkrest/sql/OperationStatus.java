package dev.flinkrest.sql;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Names how far an operation of a SQL Gateway is. */
public enum OperationStatus {
    /** It was accepted. */
    INITIALIZED,
    /** It waits for its turn. */
    PENDING,
    /** It is being done; a statement is planned, or its job submitted. */
    RUNNING,
    /** Its result can be fetched; the job of a query may go on. */
    FINISHED,
    /** It was cancelled. */
    CANCELED,
    /** It was closed and is forgotten. */
    CLOSED,
    /** It failed. */
    ERROR,
    /** It took longer than it was given. */
    TIMEOUT,
    /** A value that this version of the library does not know. */
    @JsonEnumDefaultValue
    UNKNOWN
}
