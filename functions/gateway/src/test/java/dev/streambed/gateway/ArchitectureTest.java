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
import java.io.FileDescriptor;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The house, held by the build.
class ArchitectureTest {

  private static final String ROOT = "dev.streambed.gateway";
  private static final String SDK = "software.amazon.awssdk..";
  private static final String DYNAMO_DB = "software.amazon.awssdk.services.dynamodb..";
  private static final String BEDROCK = "software.amazon.awssdk.services.bedrockruntime..";
  private static final List<String> ROOMS =
      List.of("transport", "auth", "session", "limit", "model", "reply", "push", "price", "usage");
  private static final List<String> SHARED = List.of("vocabulary", "json", "sdk");
  private static final JavaClasses GATEWAY =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void isThereToBeLookedAt() {
    assertThat(GATEWAY.size()).isBetween(90, 600);
    assertThat(Stream.concat(ROOMS.stream(), SHARED.stream()))
        .allMatch(room -> GATEWAY.containPackage(ROOT + "." + room));
  }

  @Test
  void keepsTheRoomsApart() {
    for (String room : ROOMS) {
      noClasses()
          .that()
          .resideInAPackage(packageOf(room))
          .should()
          .dependOnClassesThat(
              areOfRootOrOf(ROOMS.stream().filter(other -> !other.equals(room)).toList()))
          .check(GATEWAY);
    }
  }

  @Test
  void letsWhatIsSharedKnowNobody() {
    noClasses()
        .that()
        .resideInAnyPackage(packagesOf(SHARED))
        .should()
        .dependOnClassesThat(areOfRootOrOf(ROOMS))
        .check(GATEWAY);
    noClasses()
        .that()
        .resideInAPackage(packageOf("rehearsal"))
        .should()
        .dependOnClassesThat(areOfRootOrOf(Stream.concat(ROOMS.stream(), SHARED.stream()).toList()))
        .check(GATEWAY);
    noClasses()
        .that()
        .resideInAPackage(packageOf("vocabulary"))
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
  void keepsServicesInTheirRooms() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            packageOf("auth"),
            packageOf("session"),
            packageOf("limit"),
            packageOf("price"),
            packageOf("usage"),
            ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(DYNAMO_DB)
        .check(GATEWAY);
    noClasses()
        .that()
        .resideOutsideOfPackages(packageOf("model"), ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BEDROCK)
        .check(GATEWAY);
    noClasses()
        .that()
        .resideInAnyPackage(packagesOf(List.of("transport", "reply", "vocabulary", "json")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SDK)
        .check(GATEWAY);
  }

  @Test
  void knowsTheRuntimeOnlyAtTheDoor() {
    noClasses()
        .that()
        .resideOutsideOfPackages(packageOf("transport"), packageOf("rehearsal"), ROOT)
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
        .allMatch(room -> room.isAnnotatedWith(NullMarked.class), "is @NullMarked")
        .extracting(JavaPackage::getName)
        .contains(ROOT + ".model");
    assertThat(GATEWAY.getPackage(ROOT).isAnnotatedWith(NullMarked.class)).isTrue();
  }

  @Test
  void keepsMostTypesToTheirRooms() {
    long open =
        GATEWAY.stream()
            .filter(type -> !type.isNestedClass())
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> ROOMS.stream().anyMatch(room -> type.getPackageName().endsWith(room)))
            .count();
    long all =
        GATEWAY.stream()
            .filter(type -> !type.isNestedClass())
            .filter(type -> ROOMS.stream().anyMatch(room -> type.getPackageName().endsWith(room)))
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
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(GATEWAY);
  }

  private static DescribedPredicate<JavaClass> areOfRootOrOf(List<String> rooms) {
    return DescribedPredicate.describe(
        "are of the root package or of " + rooms,
        type ->
            type.getPackageName().equals(ROOT)
                || rooms.stream()
                    .anyMatch(room -> type.getPackageName().equals(ROOT + "." + room)));
  }

  private static String packageOf(String room) {
    return ROOT + "." + room + "..";
  }

  private static String[] packagesOf(List<String> rooms) {
    return rooms.stream().map(ArchitectureTest::packageOf).toArray(String[]::new);
  }
}
