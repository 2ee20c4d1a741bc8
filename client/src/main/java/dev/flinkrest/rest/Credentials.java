package dev.flinkrest.rest;

import dev.flinkrest.internal.util.Check;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Proves to a server who calls: by a user's name and password, or by a token that is fetched anew
 * when the server refuses it. Prints no secret. Safe for use by many threads.
 */
public final class Credentials {
    private final String description;
    private final Supplier<String> source;
    private final boolean renewable;
    private volatile @Nullable String known;

    private Credentials(String description, boolean renewable, Supplier<String> source) {
        this.description = description;
        this.renewable = renewable;
        this.source = source;
    }

    /**
     * Makes credentials of basic authentication.
     *
     * @param user the user's name
     * @param password the password; may be empty
     * @return the credentials
     * @throws IllegalArgumentException if the name is blank or holds a colon, which could not be
     *     told from the one before the password, or one of the two holds a control character
     */
    public static Credentials basic(String user, String password) {
        Check.notBlank("user", user);
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "the user's name holds a colon, which basic authentication cannot carry");
        }
        if ((user + password).chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "the user's name or password holds a control character, such as a line break; expected"
                            + " none");
        }
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        String value = "Basic " + Base64.getEncoder().encodeToString(both);
        return new Credentials("basic credentials of " + user, false, () -> value);
    }

    /**
     * Makes credentials of a token that does not change.
     *
     * @param token the token
     * @return the credentials
     * @throws IllegalArgumentException if it is blank, or holds what no header can
     */
    public static Credentials bearer(String token) {
        String value = value(token);
        return new Credentials("a bearer token", false, () -> value);
    }

    /**
     * Makes credentials of a token that changes.
     *
     * @param token gives the token; asked before the first request, and once more for a request
     *     that is answered with status 401. May block
     * @return the credentials
     */
    public static Credentials bearer(Supplier<String> token) {
        return new Credentials("a bearer token", true, () -> value(token.get()));
    }

    private static String value(String token) {
        Check.notBlank("the bearer token", token);
        HeaderRules.requireValue("the bearer token", token);
        return "Bearer " + token;
    }

    /**
     * Returns what to send.
     *
     * @return the value of the header {@code Authorization}
     */
    public String authorization() {
        String last = known;
        if (last == null) {
            last = source.get();
            known = last;
        }
        return last;
    }

    /**
     * Forgets what a server refused.
     *
     * @param refused what was sent
     * @return whether there is something else to try
     */
    public boolean renew(String refused) {
        if (renewable && refused.equals(known)) {
            known = null;
        }
        return renewable;
    }

    @Override
    public String toString() {
        return description;
    }
}
