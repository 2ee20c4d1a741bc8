package dev.flinkrest.cli;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.flinkrest.FlinkRestClient;
import dev.flinkrest.cli.output.Loggers;
import dev.flinkrest.history.HistoryServer;
import dev.flinkrest.rest.ConnectionBuilder;
import dev.flinkrest.sql.SqlGateway;
import org.junit.jupiter.api.Test;

/** Holds the commands to their one place for opening clients, and their one for printing. */
class OnePlaceTest {
    private static final JavaClasses CLI =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.flinkrest.cli");

    @Test
    void onePlaceOpensClients() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Session.class.getName())
                .should()
                .callMethodWhere(
                        target(owner(assignableTo(ConnectionBuilder.class)))
                                .and(target(name("build"))))
                .orShould()
                .callMethodWhere(
                        target(
                                        owner(
                                                belongToAnyOf(
                                                        FlinkRestClient.class,
                                                        HistoryServer.class,
                                                        SqlGateway.class)))
                                .and(target(nameMatching("connect|get|fromFlinkConfig"))))
                .check(CLI);
    }

    @Test
    void oneTypePrints() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Loggers.class)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLI);
    }
}
