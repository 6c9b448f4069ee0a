package dev.streambed.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Checks the dependencies between the packages.
class ArchitectureTest {

  private static final String ROOT = "dev.streambed.cli";
  private static final String SDK = "software.amazon.awssdk..";

  /// From the lowest floor up. A package depends only on packages of lower floors.
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("domain"),
          List.of("console", "tables"),
          List.of("reconcile", "stack", "smoke"),
          List.of("command"));

  private static final JavaClasses CLI =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void isThereToBeLookedAt() {
    assertThat(CLI.size()).isBetween(50, 250);
  }

  @Test
  void hasNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLI);
  }

  @Test
  void usesLowerFloorsOnly() {
    assertThat(CLI.getPackage(ROOT).getSubpackages())
        .extracting(JavaPackage::getRelativeName)
        .containsExactlyInAnyOrderElementsOf(FLOORS.stream().flatMap(List::stream).toList());
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      List<String> above =
          FLOORS.subList(floor, FLOORS.size()).stream().flatMap(List::stream).toList();
      for (String name : FLOORS.get(floor)) {
        noClasses()
            .that()
            .resideInAPackage(ROOT + "." + name)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                Stream.concat(
                        above.stream()
                            .filter(other -> !other.equals(name))
                            .map(other -> ROOT + "." + other),
                        Stream.of(ROOT))
                    .toArray(String[]::new))
            .check(CLI);
      }
    }
  }

  @Test
  void keepsAwsInItsPackages() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".domain..", ROOT + ".console..", ROOT + ".command..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SDK)
        .check(CLI);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".command..", ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLI);
  }

  @Test
  void sharesNothingWithTheFunctionButFacts() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.streambed.gateway..", "dev.streambed.runtime..")
                .and(
                    resideOutsideOfPackages(
                        "dev.streambed.gateway.domain..",
                        "dev.streambed.gateway.json..",
                        "dev.streambed.gateway.price..")))
        .check(CLI);
  }

  @Test
  void readsTheEnvironmentAndWritesInOnePlace() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Main")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLI);
  }

  @Test
  void marksEveryPackageForNull() {
    assertThat(CLI.getPackage(ROOT).getSubpackagesInTree())
        .isNotEmpty()
        .allMatch(name -> name.isAnnotatedWith(NullMarked.class), "is @NullMarked");
  }

  @Test
  void leavesNoClassOpenToInheritance() {
    classes()
        .that()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and()
        .doNotHaveSimpleName("package-info")
        .and()
        .areTopLevelClasses()
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(CLI);
  }
}
