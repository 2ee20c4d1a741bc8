package dev.flinkrest.error;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what a redirect means, in one sentence. None is followed: a write must not travel twice, and
 * what comes from elsewhere is not the cluster's.
 */
final class Redirect {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private Redirect() {}

    /** Tells whether a status means that the answer is elsewhere. */
    static boolean is(int status) {
        return STATUSES.contains(status);
    }

    /**
     * Returns the sentence.
     *
     * @param location where it points, as the server wrote it
     * @param target path and query as they travelled, without the URL's path prefix
     */
    static String describe(String location, String target) {
        URI uri;
        try {
            uri = new URI(location.strip());
        } catch (URISyntaxException e) {
            return "it redirects to what is no URL; is this the address of a Flink server?";
        }
        String host = uri.getHost();
        String base = base(uri, target);
        if (base != null && "https".equals(scheme(uri))) {
            return "the server at " + uri.getRawAuthority() + " speaks https; connect to " + base;
        }
        if (base != null) {
            return "it redirects to the server at " + host + "; connect to " + base;
        }
        return (host == null
                        ? "it redirects to another page of its own, '"
                                + Texts.line(String.valueOf(uri.getRawPath()))
                                + "'"
                        : "it redirects to another page, at " + host)
                + ", as a proxy does that wants a log-in or another path prefix; connect past it, or by"
                + " the URL that it wants";
    }

    /** Returns the URL of the server that a redirect names for the same request, or null. */
    private static @Nullable String base(URI uri, String target) {
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            return null;
        }
        String query = uri.getRawQuery();
        String whole = uri.getRawPath() + (query == null ? "" : "?" + query);
        if (!whole.endsWith(target) || (target.indexOf('?') < 0 && query != null)) {
            return null;
        }
        return scheme(uri)
                + "://"
                + uri.getRawAuthority()
                + whole.substring(0, whole.length() - target.length());
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "http" : uri.getScheme().toLowerCase(Locale.ROOT);
    }
}
