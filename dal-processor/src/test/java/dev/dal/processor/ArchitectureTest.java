package dev.dal.processor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.dal.processor.report.Location;
import dev.dal.processor.report.ReportPrinter;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.lang.model.type.TypeMirror;
import org.junit.jupiter.api.Test;

/** Which package of the processor may see which. */
class ArchitectureTest {

    private static final String ROOT = "dev.dal.processor";
    private static final String REPORT = ROOT + ".report";
    private static final String MODEL = ROOT + ".model";
    private static final String CONTRACT = ROOT + ".contract";
    private static final String PARSE = ROOT + ".parse";
    private static final String VALIDATE = ROOT + ".validate";
    private static final String GENERATE = ROOT + ".generate";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void looksAtAllClasses() {
        assertThat(CLASSES).hasSizeGreaterThan(55);
    }

    @Test
    void reportSeesNothingElse() {
        check(classes()
                .that()
                .resideInAPackage(REPORT)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        REPORT,
                        "java..",
                        "javax.lang.model..",
                        "javax.tools",
                        "javax.annotation.processing",
                        "org.jspecify..")
                .because("it is the vocabulary of the other packages"));
    }

    @Test
    void onlyThePrinterPrints() {
        check(noClasses()
                .that()
                .doNotBelongToAnyOf(ReportPrinter.class)
                .and()
                .doNotHaveSimpleName("ProcessingFunctionStep")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Messager.class)
                .because("reports are data, shown in one way"));
    }

    @Test
    void modelSeesNoElementsButInLocations() {
        check(classes()
                .that()
                .resideInAPackage(MODEL)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(MODEL, "java..", "com.palantir.javapoet", "org.jspecify..")
                        .or(com.tngtech.archunit.base.DescribedPredicate.describe(
                                "Location or SourceVersion",
                                type -> type.isEquivalentTo(Location.class)
                                        || type.getFullName().equals("javax.lang.model.SourceVersion"))))
                .because("it is dumb on purpose"));
    }

    @Test
    void contractsSeeOnlyTheModel() {
        check(classes()
                .that()
                .resideInAPackage(CONTRACT)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(CONTRACT, MODEL, "java..", "com.palantir.javapoet", "org.jspecify..")
                .because("what is promised depends on the interface alone"));
    }

    @Test
    void stagesDoNotSeeOneAnother() {
        check(noClasses()
                .that()
                .resideInAPackage(PARSE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(VALIDATE, GENERATE));
        check(noClasses()
                .that()
                .resideInAPackage(VALIDATE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PARSE, GENERATE));
        check(noClasses()
                .that()
                .resideInAPackage(GENERATE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PARSE, VALIDATE));
    }

    @Test
    void nobodySeesTheRoot() {
        check(noClasses()
                .that()
                .resideInAnyPackage(REPORT, MODEL, CONTRACT, PARSE, VALIDATE, GENERATE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT));
        check(slices().matching(ROOT + ".(*)").should().beFreeOfCycles());
    }

    @Test
    void onlyGeneratorsWrite() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(GENERATE, ROOT)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Filer.class, JavaFile.class, TypeSpec.class, MethodSpec.class));
    }

    @Test
    void onlyTheBaselineIsReadWithoutTheFiler() {
        check(noClasses()
                .that()
                .doNotHaveSimpleName("Baseline")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.nio..", "java.net..")
                        .or(com.tngtech.archunit.base.DescribedPredicate.describe(
                                "files", type -> type.getFullName().startsWith("java.io.File"))))
                .because("build tools know of those files only that are made through the Filer"));
    }

    @Test
    void nobodyDependsOnTheRuntime() {
        check(noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.dal..", "org.apache.arrow..")
                        .and(resideOutsideOfPackages(ROOT + "..", "dev.dal.annotations")))
                .because("users choose the version of the runtime, and RuntimeNamesTest compares the names"));
    }

    @Test
    void typesAreNotComparedWithEquals() {
        check(noClasses()
                .should()
                .callMethod(TypeMirror.class, "equals", Object.class)
                .because("equal types have several mirrors"));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
