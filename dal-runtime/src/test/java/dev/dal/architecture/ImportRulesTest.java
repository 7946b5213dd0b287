package dev.dal.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may import whom: the arrows of the house point one way. */
class ImportRulesTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.dal");

    /** For each package the other packages of the house that it may see. */
    private static final Map<String, List<String>> MAY_SEE = Map.ofEntries(
            Map.entry("dev.dal.store", List.of()),
            Map.entry("dev.dal.store.memory", List.of("dev.dal.store")),
            Map.entry("dev.dal.store.transport", List.of("dev.dal.store")),
            Map.entry("dev.dal.store.protocol", List.of("dev.dal.store")),
            Map.entry("dev.dal.store.core", List.of("dev.dal.store")),
            Map.entry(
                    "dev.dal.store.client",
                    List.of(
                            "dev.dal.store",
                            "dev.dal.store.memory",
                            "dev.dal.store.transport",
                            "dev.dal.store.protocol")),
            Map.entry(
                    "dev.dal.store.server",
                    List.of(
                            "dev.dal.store",
                            "dev.dal.store.memory",
                            "dev.dal.store.transport",
                            "dev.dal.store.protocol",
                            "dev.dal.store.core")),
            Map.entry("dev.dal.ipc", List.of("dev.dal.store", "dev.dal.store.memory")),
            Map.entry("dev.dal.tensor", List.of("dev.dal.ipc", "dev.dal.store", "dev.dal.store.memory")),
            Map.entry(
                    "dev.dal.value",
                    List.of(
                            "dev.dal.store",
                            "dev.dal.store.memory",
                            "dev.dal.store.client",
                            "dev.dal.ipc",
                            "dev.dal.tensor")),
            Map.entry(
                    "dev.dal.table", List.of("dev.dal.ipc", "dev.dal.store", "dev.dal.store.memory", "dev.dal.tensor")),
            Map.entry(
                    "dev.dal.connection",
                    List.of(
                            "dev.dal.store",
                            "dev.dal.store.memory",
                            "dev.dal.store.client",
                            "dev.dal.ipc",
                            "dev.dal.tensor",
                            "dev.dal.table")),
            Map.entry(
                    "dev.dal.call",
                    List.of(
                            "dev.dal.store",
                            "dev.dal.store.client",
                            "dev.dal.store.memory",
                            "dev.dal.ipc",
                            "dev.dal.tensor",
                            "dev.dal.table",
                            "dev.dal.connection")));

    private static final DescribedPredicate<JavaClass> BRIDGE = DescribedPredicate.describe(
            "are the Arrow bridge", type -> type.getName().matches("dev\\.dal\\.table\\.ArrowBridge(\\$.*)?"));

    /** What the methods of the bridge, and those that lead to it, take and return. */
    private static final DescribedPredicate<JavaClass> PASSED_TO_THE_BRIDGE = DescribedPredicate.describe(
            "are arguments of the bridge",
            type -> type.getName().equals("org.apache.arrow.memory.BufferAllocator")
                    || type.getName().equals("org.apache.arrow.vector.VectorSchemaRoot"));

    @Test
    void theHouseIsThere() {
        assertThat(HOUSE.stream().filter(type -> !type.isNestedClass())).hasSizeGreaterThan(150);
        MAY_SEE.keySet()
                .forEach(name -> assertThat(HOUSE.stream()
                                .filter(type -> type.getPackageName().equals(name)))
                        .as(name)
                        .hasSizeGreaterThan(3));
    }

    @Test
    void everyPackageIsUnderRule() {
        assertThat(HOUSE.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrderElementsOf(MAY_SEE.keySet());
    }

    @Test
    void packagesSeeOnlyWhatIsBelowThem() {
        MAY_SEE.forEach((name, below) -> {
            String[] allowed = below.toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(name)
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(allowed)
                            .or(resideInAPackage(name))
                            .or(DescribedPredicate.not(resideInAPackage("dev.dal.."))))
                    .check(HOUSE);
        });
    }

    @Test
    void thereAreNoCycles() {
        slices().matching("dev.dal.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void nativeCallsStayInMemoryAndTransport() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.dal.store.memory", "dev.dal.store.transport")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jnr..", "com.kenai.jffi..")
                .check(HOUSE);
    }

    @Test
    void flatBuffersStayInProtocolAndIpc() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.dal.store.protocol", "dev.dal.ipc")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.flatbuffers..", "org.apache.arrow.flatbuf..")
                .check(HOUSE);
    }

    @Test
    void theStoreKnowsNothingOfArrow() {
        noClasses()
                .that()
                .resideInAPackage("dev.dal.store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.arrow..")
                .check(HOUSE);
    }

    @Test
    void onlyTheBridgeUsesArrowsAllocatorsAndVectors() {
        noClasses()
                .that(DescribedPredicate.not(BRIDGE))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "org.apache.arrow.memory..", "org.apache.arrow.vector", "org.apache.arrow.vector.ipc..")
                        .and(DescribedPredicate.not(PASSED_TO_THE_BRIDGE)))
                .check(HOUSE);
        noClasses()
                .that(DescribedPredicate.not(BRIDGE))
                .and()
                .doNotHaveFullyQualifiedName("dev.dal.connection.TableRef")
                .and()
                .doNotHaveFullyQualifiedName("dev.dal.connection.Store")
                .should()
                .dependOnClassesThat(PASSED_TO_THE_BRIDGE)
                .check(HOUSE);
    }

    @Test
    void onlyTheBridgeKnowsAddresses() {
        noClasses()
                .that(DescribedPredicate.not(BRIDGE))
                .and()
                .resideOutsideOfPackage("dev.dal.store.memory")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.dal.store.memory.PinnedMemory")
                .check(HOUSE);
    }

    @Test
    void theCoreIsPure() {
        noClasses()
                .that()
                .resideInAPackage("dev.dal.store.core")
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe("do I/O, keep time, wait or log", ImportRulesTest::isImpure))
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("dev.dal.store.core")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(HOUSE);
    }

    @Test
    void nothingUsesUnsafeMemoryAccess() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("sun.misc.Unsafe")
                .check(HOUSE);
    }

    private static boolean isImpure(JavaClass type) {
        boolean inImpurePackage = Stream.of(
                        "java.io", "java.net", "java.nio.channels", "java.util.concurrent", "org.slf4j")
                .anyMatch(type.getPackageName()::startsWith);
        boolean isUnitOfTime = type.isEquivalentTo(TimeUnit.class);
        return (inImpurePackage && !isUnitOfTime)
                || type.isEquivalentTo(Thread.class)
                || type.getName().startsWith("java.time.Clock");
    }
}
