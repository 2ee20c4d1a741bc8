package dev.flinkrest.cli;

import dev.flinkrest.cli.output.Output;
import dev.flinkrest.cli.output.OutputEndedException;
import dev.flinkrest.error.ConflictException;
import dev.flinkrest.error.ConnectionException;
import dev.flinkrest.error.DeadlineExceededException;
import dev.flinkrest.error.FlinkRestException;
import dev.flinkrest.error.InterruptedCallException;
import dev.flinkrest.error.JobEndedException;
import dev.flinkrest.error.NotFoundException;
import dev.flinkrest.error.OperationFailedException;
import dev.flinkrest.error.ServerErrorException;
import dev.flinkrest.error.UnavailableException;
import dev.flinkrest.error.UnsupportedByServerException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells the user why a command failed, and scripts by a number. */
final class Failures {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int PROXY_UNAUTHORIZED = 407;

    private Failures() {}

    /** Prints what happened; gives the exit code. */
    static int tell(Throwable failure, Output output, boolean verbose) {
        ExitCode code = exitCode(failure);
        String message = message(failure);
        String hint = hint(failure, code);
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("kind", code.kind());
        error.put("exitCode", code.code());
        error.put("message", message);
        error.put("hint", hint);
        if (failure instanceof FlinkRestException call) {
            error.put("operation", call.operation());
            error.put("maybeSent", call.maybeSent());
            error.put("requestId", call.requestId());
        }
        if (failure instanceof ServerErrorException server) {
            error.put("status", server.status());
            error.put("exceptionClass", server.exceptionClass());
        }
        String trace = verbose ? serverStackTrace(failure) : null;
        error.put("stackTrace", trace);
        error.values().removeIf(Objects::isNull);
        String text = hint == null ? message : message + "\n" + hint;
        output.fail(Map.of("error", error), trace == null ? text : text + "\n" + trace);
        return code.code();
    }

    private static @Nullable String serverStackTrace(Throwable failure) {
        if (failure instanceof ServerErrorException server) {
            return server.serverStackTrace();
        }
        if (failure instanceof OperationFailedException operation) {
            return operation.serverStackTrace();
        }
        return failure instanceof JobEndedException ended && ended.failure() != null
                ? ended.failure().stackTrace()
                : null;
    }

    static ExitCode exitCode(Throwable failure) {
        if (failure instanceof CommandFailedException known) {
            return known.exitCode();
        }
        if (failure instanceof NotFoundException missing) {
            return missing.isOperationUnknown() ? ExitCode.UNSUPPORTED : ExitCode.NOT_FOUND;
        }
        if (failure instanceof ConflictException) {
            return ExitCode.CONFLICT;
        }
        if (failure instanceof ConnectionException || failure instanceof UnavailableException) {
            return ExitCode.UNREACHABLE;
        }
        if (failure instanceof DeadlineExceededException) {
            return ExitCode.TIMEOUT;
        }
        if (failure instanceof UnsupportedByServerException) {
            return ExitCode.UNSUPPORTED;
        }
        if (failure instanceof InterruptedCallException) {
            return ExitCode.INTERRUPTED;
        }
        if (failure instanceof IllegalArgumentException) {
            return ExitCode.USAGE;
        }
        if (failure instanceof ServerErrorException server) {
            return switch (server.status()) {
                case UNAUTHORIZED, FORBIDDEN, PROXY_UNAUTHORIZED -> ExitCode.AUTH;
                default -> ExitCode.FAILED;
            };
        }
        return ExitCode.FAILED;
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        boolean known =
                failure instanceof FlinkRestException
                        || failure instanceof CommandFailedException
                        || failure instanceof OutputEndedException
                        || failure instanceof IllegalArgumentException;
        if (known && message != null) {
            return message;
        }
        if (failure instanceof NoSuchFileException missing) {
            return "there is no file or directory " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return "there is no permission for " + denied.getFile();
        }
        return failure instanceof IOException && message != null ? message : failure.toString();
    }

    private static @Nullable String hint(Throwable failure, ExitCode code) {
        if (failure instanceof CommandFailedException) {
            return null;
        }
        return switch (code) {
            case UNREACHABLE ->
                    failure instanceof UnavailableException
                            ? "The cluster may be electing a leader; try again in some seconds."
                            : "See what is asked and why it cannot be reached: flinkctl doctor";
            case AUTH -> "See what is sent, without the secrets: flinkctl context show";
            case TIMEOUT ->
                    failure instanceof DeadlineExceededException late && late.maybeSent()
                            ? "It may have been done, or go on; look before you repeat it."
                            : null;
            default -> null;
        };
    }
}
