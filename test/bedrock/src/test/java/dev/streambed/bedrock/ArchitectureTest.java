package dev.streambed.bedrock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The packages build on each other in the order that `package-info` gives.
class ArchitectureTest {

  private static final String ROOT = "dev.streambed.bedrock";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void seesTheWholeModule() {
    assertThat(CLASSES.size()).isBetween(80, 250);
  }

  @Test
  void buildsPackagesOnEachOtherInOneDirection() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("root")
        .definedBy(ROOT)
        .layer("forward")
        .definedBy(ROOT + ".forward")
        .layer("replay")
        .definedBy(ROOT + ".replay")
        .layer("scripted")
        .definedBy(ROOT + ".scripted")
        .layer("fault")
        .definedBy(ROOT + ".fault")
        .layer("family")
        .definedBy(ROOT + ".family")
        .layer("embedding")
        .definedBy(ROOT + ".embedding")
        .layer("signature")
        .definedBy(ROOT + ".signature")
        .whereLayer("root")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("forward")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("replay")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("scripted")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("signature")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("embedding")
        .mayOnlyBeAccessedByLayers("scripted")
        .whereLayer("family")
        .mayOnlyBeAccessedByLayers("scripted")
        .whereLayer("fault")
        .mayOnlyBeAccessedByLayers("root", "scripted")
        .check(CLASSES);
  }

  @Test
  void marksEveryPackageForNullness() {
    classes()
        .should()
        .resideInAnyPackage(
            CLASSES.stream()
                .map(type -> type.getPackage())
                .filter(pack -> pack.isAnnotatedWith(NullMarked.class))
                .map(pack -> pack.getName())
                .distinct()
                .toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void keepsHttpInOnePackageAndTheSdkInTwo() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jetty..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".forward")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .check(CLASSES);
  }

  @Test
  void printsNothingAndKeepsNoStateInStatics() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
    assertThat(CLASSES.stream().flatMap(type -> type.getFields().stream()))
        .filteredOn(field -> field.getModifiers().contains(JavaModifier.STATIC))
        .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL));
  }
}
