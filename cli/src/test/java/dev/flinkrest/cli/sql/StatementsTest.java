package dev.flinkrest.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementsTest {
    @Test
    void endsThemAtSemicolons() {
        assertThat(Statements.of("SELECT 1; SELECT 2 ;\nSELECT 3"))
                .containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
    }

    @Test
    void leavesTextsNamesAndCommentsAlone() {
        assertThat(Statements.of("SELECT 'a;''b;'; SELECT `x;y` -- z;\n; SELECT /* ; */ \"q;\""))
                .containsExactly("SELECT 'a;''b;'", "SELECT `x;y` -- z;", "SELECT /* ; */ \"q;\"");
    }

    @Test
    void keepsStatementSetsTogether() {
        String set =
                "EXECUTE STATEMENT SET /* ; */ BEGIN INSERT INTO a SELECT CASE x WHEN 1 THEN 2 END;"
                        + " insert into b select ';'; -- both\n end";
        assertThat(Statements.of(set + "; SELECT 1;")).containsExactly(set, "SELECT 1");
        assertThat(Statements.isComplete(set + ";")).isTrue();
        assertThat(Statements.isComplete("EXPLAIN statement set begin INSERT INTO a SELECT 1;"))
                .isFalse();
        // of this older form, each part is a statement
        assertThat(Statements.of("BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END;")).hasSize(3);
    }

    @Test
    void leavesOutWhatSaysNothing() {
        assertThat(Statements.of(" ; -- nothing\n; /* nothing */ ;; ")).isEmpty();
        assertThat(Statements.of("")).isEmpty();
    }

    @Test
    void takesWhatIsNotClosedAsItIs() {
        assertThat(Statements.of("SELECT 'a; SELECT 2")).containsExactly("SELECT 'a; SELECT 2");
        assertThat(Statements.of("SELECT 1 /* ; ")).containsExactly("SELECT 1 /* ;");
    }

    @Test
    void knowsWhenOneIsWhole() {
        assertThat(Statements.isComplete("SELECT 1;")).isTrue();
        assertThat(Statements.isComplete("SELECT 1; -- done")).isTrue();
        assertThat(Statements.isComplete("SELECT ';'")).isFalse();
        assertThat(Statements.isComplete("SELECT 1")).isFalse();
        assertThat(Statements.isComplete("")).isFalse();
    }
}
