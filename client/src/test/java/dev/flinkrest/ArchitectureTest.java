package dev.flinkrest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsontype.PolymorphicTypeValidator;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInput;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
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
                        "dev.flinkrest.internal.util..",
                        "dev.flinkrest.internal.json..",
                        "dev.flinkrest.internal.events..")
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

    /** What is Java-serialised in a reply is for the caller, who may know what it is. */
    private static final ArchRule DESERIALISES_NOTHING =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(ObjectInput.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(ObjectInputFilter.class)
                    .orShould()
                    .callMethodWhere(
                            nameMatching("readObject|readUnshared|readExternal|deserialize\\w*"))
                    .orShould()
                    .callMethodWhere(nameMatching("(activate|enable)DefaultTyping\\w*"));

    /** What the rule is there to find. */
    static final class Deserialises {
        Object read(InputStream in) throws IOException, ClassNotFoundException {
            return new ObjectInputStream(in).readObject();
        }
    }

    /** The same of Jackson. */
    static final class TakesClassesFromTheServer {
        ObjectMapper mapper(PolymorphicTypeValidator validator) {
            return new ObjectMapper().activateDefaultTyping(validator);
        }
    }

    @Test
    void nothingOfTheServersIsDeserialised() {
        DESERIALISES_NOTHING.check(HOUSE);
        for (Class<?> wrong :
                new Class<?>[] {Deserialises.class, TakesClassesFromTheServer.class}) {
            JavaClasses found = new ClassFileImporter().importClasses(wrong);
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> DESERIALISES_NOTHING.check(found))
                    .withMessageContaining(wrong.getSimpleName());
        }
    }

    private static DescribedPredicate<JavaMethodCall> nameMatching(String regex) {
        return DescribedPredicate.describe(
                "the name matches " + regex, call -> call.getName().matches(regex));
    }
}
