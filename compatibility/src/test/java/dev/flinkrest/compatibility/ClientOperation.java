package dev.flinkrest.compatibility;

import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import dev.flinkrest.rest.Request;
import dev.flinkrest.rest.RestCaller;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;

/**
 * One way to call an operation of the client on a running cluster.
 *
 * @param row the row of an endpoint table
 * @param variant what tells it from other ways to call that row; mostly empty
 * @param since the first version that can be called so
 * @param kind what it is to a caller
 * @param answer how it ends when nothing is in the way, as {@link #outcome} says it
 * @param request makes a request of it, and before that what the request would destroy
 * @param alone what it must not be called at the same time with
 */
record ClientOperation(
        Endpoint<?> row,
        String variant,
        FlinkVersion since,
        Kind kind,
        String answer,
        Function<OperationSubjects, Request<?>> request,
        Alone alone) {

    /** How it ends if it succeeds. */
    static final String OK = "ok";

    /** What an operation is to a caller, as far as it matters to what a fault does. */
    enum Kind {
        /** Reads JSON. */
        READ,
        /** Reads text whole. */
        TEXT,
        /** Reads text while it arrives. */
        STREAM,
        /** Changes something, and answers with JSON. */
        WRITE,
        /** Changes something, and answers with nothing that is looked at. */
        VOID_WRITE,
        /** Would change something, and every server that there is in the tests refuses it. */
        REFUSED_WRITE
    }

    /** What a server must not do at the same time. */
    enum Alone {
        /** It may do this with anything else. */
        NO,
        /** Runs a program; old Flinks mix up two of them. */
        PROGRAM,
        /** Profiles; a JVM profiles itself once at a time, and here there is one for all. */
        PROFILE
    }

    static ClientOperation of(
            Endpoint<?> row, Kind kind, Function<OperationSubjects, Request<?>> request) {
        return new ClientOperation(row, "", row.since(), kind, OK, request, Alone.NO);
    }

    /** Returns it as another way to call its row, which servers have since some version. */
    ClientOperation variant(String name, FlinkVersion version) {
        return new ClientOperation(row, name, version, kind, answer, request, alone);
    }

    ClientOperation refusedWith(String outcome) {
        return new ClientOperation(row, variant, since, kind, outcome, request, alone);
    }

    ClientOperation alone(Alone among) {
        return new ClientOperation(row, variant, since, kind, answer, request, among);
    }

    Server server() {
        return EndpointTables.rows(Server.SQL_GATEWAY).containsKey(row.toString())
                ? Server.SQL_GATEWAY
                : Server.JOB_MANAGER;
    }

    /** Calls it, and reads what it answers with. */
    void call(RestCaller rest, Request<?> prepared) throws IOException {
        if (kind != Kind.STREAM) {
            rest.send(prepared);
            return;
        }
        try (InputStream body = rest.open(prepared)) {
            body.transferTo(OutputStream.nullOutputStream());
        }
    }

    /**
     * Names how a call ended.
     *
     * @param failure what it threw; null if it succeeded
     * @return {@link #OK}, or the class of what was thrown without its ending and whether the
     *     request may have been sent, for example {@code Connection unsent}; {@code IO} for what a
     *     stream throws
     */
    static String outcome(Exception failure) {
        if (failure == null) {
            return OK;
        }
        if (failure instanceof IOException) {
            return "IO"; // which of them is not promised
        }
        String name = failure.getClass().getSimpleName().replace("Exception", "");
        return failure instanceof FlinkRestException ours
                ? name + (ours.maybeSent() ? " sent" : " unsent")
                : name;
    }

    @Override
    public String toString() {
        return (kind == Kind.STREAM ? "open " : "")
                + row
                + (variant.isEmpty() ? "" : " " + variant);
    }
}
