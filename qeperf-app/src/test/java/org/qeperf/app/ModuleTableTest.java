package org.qeperf.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the module table of the design: which module may use what. */
class ModuleTableTest {

    private static final String ROOT = "org.qeperf.";

    /** What every module may use. */
    private static final List<String> EVERYWHERE = List.of("java..", "javax.xml..", "org.slf4j..", "org.jspecify..");

    /** Module and packages that it may use besides its own. */
    private static final Map<String, List<String>> TABLE = new TreeMap<>(Map.ofEntries(
            entry("api", List.of()),
            entry("features", List.of("org.qeperf.api..", "org.ejml..")),
            entry(
                    "runtime",
                    List.of(
                            "org.qeperf.api..",
                            "org.qeperf.features..",
                            "com.fasterxml.jackson..",
                            "org.ejml..",
                            // How much memory the machine has.
                            "com.sun.management")),
            entry("models.smile", List.of("org.qeperf.api..", "org.qeperf.runtime..", "smile..")),
            entry("models.linear", List.of("org.qeperf.api..", "org.qeperf.runtime..", "org.ejml..")),
            entry(
                    "models.dl4j",
                    List.of("org.qeperf.api..", "org.qeperf.runtime..", "org.deeplearning4j..", "org.nd4j..")),
            entry(
                    "models.xgboost",
                    List.of(
                            "org.qeperf.api..",
                            "org.qeperf.runtime..",
                            "com.fasterxml.jackson..",
                            "ml.dmlc.xgboost4j..")),
            entry(
                    "onnx",
                    List.of("org.qeperf.api..", "org.qeperf.runtime..", "ai.onnx.proto..", "com.google.protobuf..")),
            entry(
                    "train",
                    List.of(
                            "org.qeperf.api..",
                            "org.qeperf.features..",
                            "org.qeperf.runtime..",
                            "com.fasterxml.jackson..",
                            "de.siegmar.fastcsv..",
                            "org.apache.commons.statistics..",
                            "org.ejml..",
                            "javax.imageio..",
                            "org.knowm.xchart..",
                            "de.erichseifert.vectorgraphics2d..",
                            "javax.imageio")),
            entry(
                    "store",
                    List.of(
                            "org.qeperf.api..",
                            "org.qeperf.features..",
                            "org.qeperf.runtime..",
                            "org.qeperf.train..",
                            "com.fasterxml.jackson..")),
            entry(
                    "testkit",
                    List.of("org.qeperf.api..", "org.qeperf.runtime..", "org.junit.jupiter..", "org.opentest4j..")),
            entry(
                    "app",
                    List.of(
                            "org.qeperf.api..",
                            "org.qeperf.features..",
                            "org.qeperf.onnx..",
                            "org.qeperf.runtime..",
                            "org.qeperf.store..",
                            "org.qeperf.train..",
                            "com.fasterxml.jackson..",
                            "io.undertow..",
                            "org.xnio..",
                            "io.prometheus.metrics..",
                            "picocli.."))));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.qeperf");

    static Set<String> modules() {
        return TABLE.keySet();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void eachModuleUsesOnlyWhatTheTableAllows(String module) {
        usesOnly(ROOT + module + "..", TABLE.get(module)).check(CLASSES);
    }

    @Test
    void theTableForbidsSomething() {
        ArchRule rule = usesOnly(ROOT + "runtime..", List.of("org.qeperf.api.."));
        assertThrows(AssertionError.class, () -> rule.check(CLASSES));
    }

    @Test
    void everyClassBelongsToAModuleOfTheTable() {
        classes()
                .should()
                .resideInAnyPackage(
                        modules().stream().map(module -> ROOT + module + "..").toArray(String[]::new))
                .check(CLASSES);
    }

    /** Fewer means that the scan missed a module; the numbers are a little below those at hand. */
    @Test
    void theScanSeesEveryModule() {
        Map<String, Long> seen = CLASSES.stream()
                .collect(Collectors.groupingBy(
                        c -> modules().stream()
                                .filter(module -> c.getPackageName().startsWith(ROOT + module))
                                .findFirst()
                                .orElse("?"),
                        TreeMap::new,
                        Collectors.counting()));
        assertEquals(modules(), seen.keySet());
        assertTrue(seen.values().stream().allMatch(n -> n >= 4), seen::toString);
        assertTrue(CLASSES.size() >= 120, CLASSES.size() + " classes");
    }

    @Test
    void packagesMakeNoCycles() {
        slices().matching("org.qeperf.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theCommandLineDoesNotKnowTheHttpService() {
        noClasses()
                .that()
                .resideInAPackage("org.qeperf..cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.qeperf..http..")
                .check(CLASSES);
    }

    @Test
    void onlyTheApplicationTouchesTheStandardStreamsOrExits() {
        libraries().should(ACCESS_STANDARD_STREAMS).check(CLASSES);
        libraries().should().callMethod(System.class, "exit", int.class).check(CLASSES);
        libraries().should().callMethod(Runtime.class, "exit", int.class).check(CLASSES);
        libraries().should().callMethod(Runtime.class, "halt", int.class).check(CLASSES);
        ArchRule everywhere = noClasses().should().callMethod(System.class, "exit", int.class);
        assertThrows(AssertionError.class, () -> everywhere.check(CLASSES), "the application does exit");
    }

    @Test
    void nothingIsSerialisedTheJavaWay() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectOutputStream.class)
                .check(CLASSES);
        noClasses()
                // Smile's trees and kernels are serialisable by their types.
                .that(not(assignableTo(Throwable.class)
                        .or(assignableTo(Enum.class))
                        .or(assignableTo("smile.math.kernel.MercerKernel"))
                        .or(assignableTo("smile.base.cart.CART"))))
                .should()
                .beAssignableTo(Serializable.class)
                .check(CLASSES);
    }

    private static GivenClassesConjunction libraries() {
        return noClasses().that().resideOutsideOfPackage("org.qeperf.app..");
    }

    private static ArchRule usesOnly(String packages, List<String> others) {
        String[] allowed = Stream.of(List.of(packages), others, EVERYWHERE)
                .flatMap(List::stream)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(packages)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .as(packages + " uses only " + Arrays.toString(allowed));
    }
}
