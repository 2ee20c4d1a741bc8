package dev.flinkrest.cli.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts a script into statements, at the semicolons that stand in no text, name or comment, nor
 * within a statement set.
 */
final class Statements {
    /** The statements of a set have semicolons of their own, until END. */
    private static final Pattern OPEN_SET =
            Pattern.compile("(?is).*\\bSTATEMENT\\s+SET\\s+BEGIN\\b(?!.*;\\s*END\\s*$).*");

    private final String script;
    private int at;

    private Statements(String script) {
        this.script = script;
    }

    /** Returns the statements, without their semicolons; those that say nothing are left out. */
    static List<String> of(String script) {
        Statements rest = new Statements(script);
        List<String> all = new ArrayList<>();
        while (rest.at < script.length()) {
            int begin = rest.at;
            int end = rest.end();
            String statement = script.substring(begin, end).strip();
            if (!withoutComments(statement).isEmpty()) {
                all.add(statement);
            }
        }
        return all;
    }

    /** Tells whether there is a statement, and the last one has its semicolon. */
    static boolean isComplete(String script) {
        Statements rest = new Statements(script);
        boolean any = false;
        while (rest.at < script.length()) {
            int begin = rest.at;
            int end = rest.end();
            if (end == script.length()) {
                return any && withoutComments(script.substring(begin)).isEmpty();
            }
            any = true;
        }
        return any;
    }

    /** Moves behind the next semicolon; gives where it is, or the script's end. */
    private int end() {
        StringBuilder words = new StringBuilder();
        while (at < script.length()) {
            char c = script.charAt(at);
            if (c == ';' && !OPEN_SET.matcher(words).matches()) {
                return at++;
            }
            if (c == '\'' || c == '"' || c == '`') {
                skip(at + 1, String.valueOf(c));
            } else if (script.startsWith("--", at)) {
                skip(at + 2, "\n");
            } else if (script.startsWith("/*", at)) {
                skip(at + 2, "*/");
            } else {
                words.append(c);
                at++;
                continue;
            }
            words.append(' '); // a text or a comment stands between words
        }
        return script.length();
    }

    /** Moves behind the next mark; a quote that is doubled ends one text and begins the next. */
    private void skip(int from, String mark) {
        int end = script.indexOf(mark, from);
        at = end < 0 ? script.length() : end + mark.length();
    }

    private static String withoutComments(String statement) {
        return statement.replaceAll("(?s)/\\*.*?(\\*/|$)|--[^\\n]*", "").strip();
    }
}
