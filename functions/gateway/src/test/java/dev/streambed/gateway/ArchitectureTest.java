package dev.streambed.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.streambed.gateway.aws.AwsException;
import java.io.FileDescriptor;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The house, held by the build.
class ArchitectureTest {

  private static final String ROOT = "dev.streambed.gateway";
  private static final String SDK = "software.amazon.awssdk..";
  private static final String DYNAMO_DB = ROOT + ".dynamodb..";
  private static final String COMMON_RUNTIME = "software.amazon.awssdk.crt..";

  /// From the ground up. A package uses those of lower floors only. Ground packages have an order
  /// of their own.
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("domain", "json"),
          List.of("aws"),
          List.of("dynamodb"),
          List.of("config"),
          List.of(
              "transport",
              "auth",
              "session",
              "limit",
              "model",
              "prompt",
              "response",
              "push",
              "price",
              "usage"),
          List.of("log", "admission"),
          List.of("exchange", "dialect", "priming"),
          List.of("http", "websocket", "maintenance"));

  private static final List<String> STEPS = FLOORS.get(4);
  private static final JavaClasses GATEWAY =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void isThereToBeLookedAt() {
    assertThat(GATEWAY.size()).isBetween(90, 900);
    assertThat(FLOORS.stream().flatMap(List::stream))
        .allMatch(name -> GATEWAY.containPackage(ROOT + "." + name));
  }

  @Test
  void namesEveryPackage() {
    assertThat(GATEWAY.getPackage(ROOT).getSubpackages())
        .extracting(JavaPackage::getRelativeName)
        .containsExactlyInAnyOrderElementsOf(FLOORS.stream().flatMap(List::stream).toList());
  }

  @Test
  void usesLowerFloorsOnly() {
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      List<String> above =
          FLOORS.subList(floor, FLOORS.size()).stream().flatMap(List::stream).toList();
      for (String name : FLOORS.get(floor)) {
        noClasses()
            .that()
            .resideInAPackage(packageOf(name))
            .should()
            .dependOnClassesThat(
                areOfRootOrOf(above.stream().filter(other -> !other.equals(name)).toList()))
            .check(GATEWAY);
      }
    }
  }

  @Test
  void keepsDialectsApart() {
    List<String> dialects = List.of("bedrock", "anthropic", "openai", "aisdk");
    for (String dialect : dialects) {
      String[] others =
          dialects.stream()
              .filter(other -> !other.equals(dialect))
              .map(other -> packageOf("dialect." + other))
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(packageOf("dialect." + dialect))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .check(GATEWAY);
    }
  }

  @Test
  void keepsValuesFreeOfLibraries() {
    noClasses()
        .that()
        .resideInAPackage(packageOf("domain"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SDK, "dev.streambed.runtime..", "com.amazonaws..")
        .check(GATEWAY);
  }

  @Test
  void hasNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(GATEWAY);
  }

  @Test
  void keepsServicesInTheirPackages() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            DYNAMO_DB,
            packageOf("auth"),
            packageOf("session"),
            packageOf("limit"),
            packageOf("price"),
            packageOf("usage"),
            packageOf("config"),
            packageOf("priming"),
            ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(DYNAMO_DB)
        .check(GATEWAY);
    noClasses()
        .that()
        .resideOutsideOfPackage(packageOf("aws"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(COMMON_RUNTIME)
        .check(GATEWAY);
    noClasses()
        .that()
        .resideInAnyPackage(packagesOf(List.of("transport", "response", "domain", "json")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SDK)
        .check(GATEWAY);
  }

  @Test
  void knowsTheRuntimeOnlyAtTheDoor() {
    noClasses()
        .that()
        .resideOutsideOfPackages(packageOf("transport"), packageOf("priming"), ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.streambed.runtime..", "com.amazonaws..")
        .check(GATEWAY);
  }

  @Test
  void readsTheEnvironmentInOnePlace() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Main")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .check(GATEWAY);
  }

  @Test
  void writesToNoStreamButTheLog() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(GATEWAY);
    noClasses()
        .that()
        .doNotHaveSimpleName("StandardOutput")
        .should()
        .accessField(FileDescriptor.class, "out")
        .check(GATEWAY);
  }

  @Test
  void marksEveryPackageForNull() {
    assertThat(GATEWAY.getPackage(ROOT).getSubpackagesInTree())
        .isNotEmpty()
        .allMatch(name -> name.isAnnotatedWith(NullMarked.class), "is @NullMarked")
        .extracting(JavaPackage::getName)
        .contains(ROOT + ".model");
    assertThat(GATEWAY.getPackage(ROOT).isAnnotatedWith(NullMarked.class)).isTrue();
  }

  @Test
  void keepsMostTypesToTheirPackages() {
    long open =
        GATEWAY.stream()
            .filter(type -> !type.isNestedClass())
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> STEPS.stream().anyMatch(name -> type.getPackageName().endsWith(name)))
            .count();
    long all =
        GATEWAY.stream()
            .filter(type -> !type.isNestedClass())
            .filter(type -> STEPS.stream().anyMatch(name -> type.getPackageName().endsWith(name)))
            .count();
    assertThat(open * 100 / all).isLessThanOrEqualTo(45);
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
        .and()
        .areNotAssignableTo(AwsException.class)
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(GATEWAY);
  }

  private static DescribedPredicate<JavaClass> areOfRootOrOf(List<String> packages) {
    return DescribedPredicate.describe(
        "are of the root package or of " + packages,
        type ->
            type.getPackageName().equals(ROOT)
                || packages.stream()
                    .anyMatch(name -> type.getPackageName().equals(ROOT + "." + name)));
  }

  private static String packageOf(String name) {
    return ROOT + "." + name + "..";
  }

  private static String[] packagesOf(List<String> packages) {
    return packages.stream().map(ArchitectureTest::packageOf).toArray(String[]::new);
  }
}
