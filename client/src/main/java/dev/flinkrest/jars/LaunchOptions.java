package dev.flinkrest.jars;

import dev.flinkrest.rest.Endpoint;
import dev.flinkrest.rest.FlinkVersion;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Is what {@link RunOptions} and {@link RunApplicationOptions} share: how a program is run.
 *
 * @param program how it is called
 * @param savepointPath what its job starts from, or null for no state
 * @param allowNonRestoredState whether state may be dropped, or null for the server's choice
 * @param claimMode who owns the savepoint's files, or null for the server's choice
 */
record LaunchOptions(
        ProgramOptions program,
        @Nullable String savepointPath,
        @Nullable Boolean allowNonRestoredState,
        @Nullable ClaimMode claimMode) {

    /**
     * Returns the fields of a request's body; asks for the server's version only where it matters.
     */
    Map<String, Object> body(Endpoint<?> operation, Supplier<FlinkVersion> server) {
        Map<String, Object> body = program.body(operation.toString(), server);
        if (savepointPath != null) {
            body.put("savepointPath", savepointPath);
        }
        if (allowNonRestoredState != null) {
            body.put("allowNonRestoredState", allowNonRestoredState);
        }
        if (claimMode != null) {
            FlinkVersion version = server.get();
            version.require(
                    FlinkVersion.V1_15,
                    operation.toString(),
                    "claimMode",
                    "Leave it out: such a server behaves as with LEGACY");
            body.put(
                    version.isAtLeast(FlinkVersion.V1_20) ? "claimMode" : "restoreMode", claimMode);
        }
        return body;
    }
}
