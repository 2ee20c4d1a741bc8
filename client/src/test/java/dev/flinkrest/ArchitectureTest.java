package dev.flinkrest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * Holds the house to its floors: the door, what monitors, the areas, {@code rest}, then {@code id}
 * and {@code error}.
 */
class ArchitectureTest {
    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.flinkrest");

    private static final String[] DOORS = {
        "dev.flinkrest", "dev.flinkrest.history", "dev.flinkrest.sql"
    };

    private static final String[] AREAS = {
        "dev.flinkrest.applications..",
        "dev.flinkrest.cluster..",
        "dev.flinkrest.datasets..",
        "dev.flinkrest.diagnostics..",
        "dev.flinkrest.history..",
        "dev.flinkrest.jars..",
        "dev.flinkrest.jobmanager..",
        "dev.flinkrest.jobs..",
        "dev.flinkrest.logs..",
        "dev.flinkrest.metrics..",
        "dev.flinkrest.monitoring..",
        "dev.flinkrest.plan..",
        "dev.flinkrest.sql..",
        "dev.flinkrest.taskmanagers.."
    };

    @Test
    void hasNoCircles() {
        slices().matching("dev.flinkrest.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void nothingElseKnowsADoor() {
        for (String door : DOORS) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(door)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(door)
                    .check(HOUSE);
        }
    }

    @Test
    void theLowerFloorsKnowNoArea() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.flinkrest.rest..",
                        "dev.flinkrest.id..",
                        "dev.flinkrest.error..",
                        "dev.flinkrest.internal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(AREAS)
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAnyPackage("dev.flinkrest.id..", "dev.flinkrest.error..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.flinkrest.rest..")
                .check(HOUSE);
    }

    @Test
    void onlyTheDoorKnowsWhatMonitors() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.flinkrest", "dev.flinkrest.monitoring..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.flinkrest.monitoring..")
                .check(HOUSE);
    }

    @Test
    void onlyDoorsOpenTheEngine() {
        classes()
                .that()
                .resideInAPackage("dev.flinkrest.internal.http..")
                .should()
                .onlyBeAccessed()
                .byAnyPackage(
                        "dev.flinkrest",
                        "dev.flinkrest.sql",
                        "dev.flinkrest.history",
                        "dev.flinkrest.internal.http..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.flinkrest.internal.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hc..")
                .check(HOUSE);
    }

    @Test
    void theToolBoxesLeanOnNothing() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.flinkrest.internal.util..", "dev.flinkrest.internal.json..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.flinkrest.rest..", "dev.flinkrest.id..", "dev.flinkrest.error..")
                .check(HOUSE);
    }

    @Test
    void areasLeanOnNarrowerOnesOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.flinkrest.jobs.vertices..",
                        "dev.flinkrest.jobs.checkpoints..",
                        "dev.flinkrest.jobs.diagnosis..",
                        "dev.flinkrest.jobs.rescales..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.flinkrest.jobs")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.flinkrest.metrics..",
                        "dev.flinkrest.logs..",
                        "dev.flinkrest.plan..",
                        "dev.flinkrest.diagnostics..",
                        "dev.flinkrest.cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.flinkrest.applications..",
                        "dev.flinkrest.jobs..",
                        "dev.flinkrest.jars..",
                        "dev.flinkrest.taskmanagers..",
                        "dev.flinkrest.jobmanager..",
                        "dev.flinkrest.datasets..")
                .check(HOUSE);
    }

    @Test
    void theMapperStaysInside() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.flinkrest.internal.json..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("com.fasterxml.jackson.databind.ObjectMapper")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("com.fasterxml.jackson.databind.json.JsonMapper")
                .check(HOUSE);
    }
}
