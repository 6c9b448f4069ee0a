package dev.streambed.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The structure of the module, held by the build.
class ArchitectureTest {

  private static final String ROOT = "dev.streambed.local";

  /// From the ground up. A package uses those of lower floors only.
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("domain"),
          List.of("template", "http"),
          List.of("iam", "page"),
          List.of("lambda", "tables", "messaging"),
          List.of("functionurl", "rest", "websocket", "invoke", "customers"),
          List.of("triggers"),
          List.of("control"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void namesEveryPackage() {
    assertThat(CLASSES.getPackage(ROOT).getSubpackages())
        .extracting(JavaPackage::getRelativeName)
        .containsExactlyInAnyOrderElementsOf(FLOORS.stream().flatMap(List::stream).toList());
  }

  @ParameterizedTest
  @MethodSource("packages")
  void usesLowerFloorsOnly(String name) {
    int floor = IntStream.range(0, FLOORS.size()).filter(i -> FLOORS.get(i).contains(name)).sum();
    String[] others =
        Stream.concat(
                FLOORS.subList(floor, FLOORS.size()).stream()
                    .flatMap(List::stream)
                    .filter(other -> !other.equals(name))
                    .map(ArchitectureTest::packageOf),
                Stream.of(ROOT))
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(packageOf(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(CLASSES);
  }

  @Test
  void hasNoCycles() {
    SlicesRuleDefinition.slices()
        .matching("dev.streambed.local.(*)..")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void usesNothingOfTheProduct() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.streambed.gateway..", "dev.streambed.runtime..", "dev.streambed.cdk..")
        .check(CLASSES);
  }

  @Test
  void printsInOnePlace() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Main")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
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
        .check(CLASSES);
  }

  @Test
  void hasNoClassThatIsExtendedByAccident() {
    classes()
        .that()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(CLASSES);
  }

  private static Stream<String> packages() {
    return FLOORS.stream().flatMap(List::stream);
  }

  private static String packageOf(String name) {
    return ROOT + "." + name;
  }
}
