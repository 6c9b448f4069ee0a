package dev.streambed.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The house, held by the build.
class ArchitectureTest {

  private static final String ROOT = "dev.streambed.cli";
  private static final String SDK = "software.amazon.awssdk..";
  private static final JavaClasses CLI =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void isThereToBeLookedAt() {
    assertThat(CLI.size()).isBetween(50, 200);
  }

  @Test
  void hasNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLI);
  }

  @Test
  void keepsAwsInItsRooms() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".vocabulary..", ROOT + ".console..", ROOT + ".command..")
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
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.streambed.gateway",
            "dev.streambed.gateway.auth..",
            "dev.streambed.gateway.limit..",
            "dev.streambed.gateway.model..",
            "dev.streambed.gateway.reply..",
            "dev.streambed.gateway.transport..",
            "dev.streambed.gateway.usage..",
            "dev.streambed.runtime..")
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
        .allMatch(room -> room.isAnnotatedWith(NullMarked.class), "is @NullMarked");
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
