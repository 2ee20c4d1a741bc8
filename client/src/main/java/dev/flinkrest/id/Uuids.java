package dev.flinkrest.id;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the UUIDs that the SQL Gateway's handles are. */
final class Uuids {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Uuids() {}

    static String check(String what, @Nullable String value) {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    what
                            + (value == null ? " is null" : " '" + value + "' is not valid")
                            + "; expected a UUID, such as 9808603d-13e4-4e65-9d29-41f76b569969");
        }
        return value.toLowerCase(Locale.ROOT);
    }
}
