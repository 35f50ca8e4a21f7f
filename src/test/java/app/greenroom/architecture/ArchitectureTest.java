package app.greenroom.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import javafx.application.Platform;

/** The layers and the rules between them; docs/architecture.md draws them. */
@AnalyzeClasses(packages = "app.greenroom", importOptions = WithoutTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule layers = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("app")
            .definedBy("app.greenroom", "app.greenroom.app..")
            .layer("view")
            .definedBy("app.greenroom.view..")
            .layer("viewmodel")
            .definedBy("app.greenroom.viewmodel..")
            .layer("cli")
            .definedBy("app.greenroom.cli..")
            .layer("operation")
            .definedBy("app.greenroom.operation..")
            .layer("job")
            .definedBy("app.greenroom.job..")
            .layer("storage")
            .definedBy("app.greenroom.storage..")
            .layer("ssh")
            .definedBy("app.greenroom.ssh..")
            .layer("task")
            .definedBy("app.greenroom.task..")
            .layer("text")
            .definedBy("app.greenroom.text..")
            .layer("practice")
            .definedBy("app.greenroom.practice..")
            .layer("domain")
            .definedBy("app.greenroom.domain..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("view")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("viewmodel")
            .mayOnlyBeAccessedByLayers("view", "app")
            .whereLayer("cli")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("practice")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("operation")
            .mayOnlyBeAccessedByLayers("viewmodel", "cli", "practice", "app")
            .whereLayer("job")
            .mayOnlyBeAccessedByLayers("operation", "app")
            .whereLayer("storage")
            .mayOnlyBeAccessedByLayers("operation", "app")
            .whereLayer("ssh")
            .mayOnlyBeAccessedByLayers("job", "operation", "app")
            .whereLayer("task")
            .mayOnlyBeAccessedByLayers("ssh", "job", "operation", "practice", "viewmodel", "cli", "app")
            .whereLayer("text")
            .mayOnlyBeAccessedByLayers("viewmodel", "view", "cli", "app")
            .because("views and the command line are two thin faces on the same operations");

    @ArchTest
    static final ArchRule everyClassLiesInALayer = classes()
            .should()
            .resideInAnyPackage(
                    "app.greenroom",
                    "app.greenroom.app..",
                    "app.greenroom.view..",
                    "app.greenroom.viewmodel..",
                    "app.greenroom.cli..",
                    "app.greenroom.operation..",
                    "app.greenroom.job..",
                    "app.greenroom.storage..",
                    "app.greenroom.ssh..",
                    "app.greenroom.task..",
                    "app.greenroom.text..",
                    "app.greenroom.practice..",
                    "app.greenroom.domain..")
            .because("a class outside every layer obeys no rule");

    @ArchTest
    static final ArchRule domainIsPure = noClasses()
            .that()
            .resideInAPackage("app.greenroom.domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..",
                    "java.nio.file..",
                    "java.net..",
                    "java.util.concurrent..",
                    "javafx..",
                    "tools.jackson..")
            .because("plans and judgements are tested as tables, without a world around them");

    @ArchTest
    static final ArchRule viewModelsAreToolkitFree = noClasses()
            .that()
            .resideInAPackage("app.greenroom.viewmodel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "javafx.scene..", "javafx.stage..", "javafx.application..", "javafx.fxml..", "javafx.concurrent..")
            .because("view models are tested without starting the toolkit");

    @ArchTest
    static final ArchRule viewModelsDoNotSeeSsh = noClasses()
            .that()
            .resideInAnyPackage("app.greenroom.viewmodel..", "app.greenroom.cli..", "app.greenroom.view..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("app.greenroom.ssh..", "app.greenroom.storage..", "app.greenroom.job..")
            .because("faces reach servers and files only through operations");

    @ArchTest
    static final ArchRule commandLineLoadsNoToolkit = noClasses()
            .that()
            .resideInAnyPackage(
                    "app.greenroom.cli..",
                    "app.greenroom.operation..",
                    "app.greenroom.job..",
                    "app.greenroom.ssh..",
                    "app.greenroom.storage..",
                    "app.greenroom.task..",
                    "app.greenroom.text..",
                    "app.greenroom.practice..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "atlantafx..", "org.controlsfx..")
            .because("the command line face starts in half a second and on machines without a display");

    @ArchTest
    static final ArchRule jschStaysReplaceable = noClasses()
            .that()
            .resideOutsideOfPackage("app.greenroom.ssh.jsch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.jcraft.jsch..")
            .because("the SSH library must stay replaceable");

    @ArchTest
    static final ArchRule adaptersAreWiredByTheRoot = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "app.greenroom.app..", "app.greenroom.ssh.jsch..", "app.greenroom.storage.keyring..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("app.greenroom.ssh.jsch..", "app.greenroom.storage.keyring..")
            .because("only the composition root knows which adapter serves a port");

    @ArchTest
    static final ArchRule oneDoor = noClasses()
            .that()
            .doNotHaveSimpleName("FxThread")
            .should()
            .callMethod(Platform.class, "runLater", Runnable.class)
            .because("threads are switched in one place");

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints = noClasses()
            .that()
            .resideOutsideOfPackages("app.greenroom.cli..", "app.greenroom.app..", "app.greenroom")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("words go through a face");

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .that()
            .resideInAnyPackage("app.greenroom.domain..", "app.greenroom.operation..", "app.greenroom.job..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .because("tests decide what time it is");

    @ArchTest
    static final ArchRule noSingletons = methods()
            .that()
            .areStatic()
            .should()
            .notHaveName("getInstance")
            .because("everything is handed over by the composition root");

    @ArchTest
    static final ArchRule noJavaUtilLogging = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .because("logs are redacted at one place");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("app.greenroom.(*)..").should().beFreeOfCycles();

    @ArchTest
    static void sawTheTree(JavaClasses seen) {
        assertThat(seen.size()).as("the importer saw the classes").isGreaterThan(50);
    }
}
