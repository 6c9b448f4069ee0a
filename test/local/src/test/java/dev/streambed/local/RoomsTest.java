package dev.streambed.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the rooms apart, as the package's documentation says.
class RoomsTest {

  /// In the order in which a start passes them.
  private static final List<String> ROOMS =
      List.of(
          "vocabulary",
          "template",
          "http",
          "iam",
          "gate",
          "tables",
          "bedrock",
          "lambda",
          "queues",
          "topics",
          "invoke",
          "subscriptions",
          "schedule",
          "url",
          "rest",
          "websocket",
          "seed",
          "page",
          "control");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.streambed.local");

  @ParameterizedTest
  @MethodSource("rooms")
  void knowsNoRoomBehindIt(String room) {
    String[] later =
        Stream.concat(
                ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size()).stream()
                    .map(RoomsTest::packageOf),
                Stream.of("dev.streambed.local"))
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(packageOf(room))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(later)
        .check(CLASSES);
  }

  @Test
  void keepsTheFrontDoorsApart() {
    noClasses()
        .that()
        .resideInAnyPackage(packageOf("rest"), packageOf("websocket"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packageOf("url"), packageOf("invoke"))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(packageOf("websocket"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(packageOf("rest"))
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

  private static Stream<String> rooms() {
    return ROOMS.stream();
  }

  private static String packageOf(String room) {
    return "dev.streambed.local." + room;
  }
}
