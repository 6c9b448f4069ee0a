package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.product.FreshProject;
import dev.streambed.local.domain.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What other teams get: the artifacts as `./streambed publish` writes them, and a new project that
/// follows `infra/README.md` to the letter.
@Timeout(300)
class PublishedConstructTest {

  private static final String NEWER_CDK =
      """
      <dependency>
        <groupId>software.amazon.awscdk</groupId>
        <artifactId>aws-cdk-lib</artifactId>
        <version>(2.272.0,3)</version>
      </dependency>
      """;

  @TempDir private Path folder;

  @Test
  void publishesEachArtifactWithSourcesJavadocAndComponents() throws IOException {
    for (String artifact :
        List.of(
            "streambed-cdk", "streambed-runtime", "streambed-runtime-api", "streambed-gateway")) {
      Path of = FreshProject.published(artifact);
      List<String> names = new ArrayList<>();
      for (String ending :
          List.of(".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json", ".pom")) {
        names.add(artifact + "-" + FreshProject.version() + ending);
      }
      try (Stream<Path> files = Files.list(of)) {
        assertThat(files.map(file -> file.getFileName().toString())).containsAll(names);
      }
    }
    assertThat(
            FreshProject.published("streambed-gateway")
                .resolve("streambed-gateway-" + FreshProject.version() + ".zip"))
        .exists();
    assertThat(FreshProject.published("streambed")).isNotEmptyDirectory();
  }

  @Test
  void publishesNothingThatOnlyThisBuildNeeds() throws IOException {
    try (Stream<Path> artifacts = Files.list(FreshProject.published())) {
      assertThat(artifacts.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "streambed",
              "streambed-cdk",
              "streambed-gateway",
              "streambed-runtime",
              "streambed-runtime-api");
    }
  }

  /// Two builds of the same source are the same bytes only if none says when it was made.
  @Test
  void putsNoTimeIntoAnArtifact() throws IOException {
    try (Stream<Path> files = Files.walk(FreshProject.published())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().endsWith(".jar") || file.toString().endsWith(".zip")) {
          try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getTimeLocal).distinct())
                .as("%s", file)
                .hasSize(1);
          }
        } else if (file.toString().endsWith("-cyclonedx.json")) {
          assertThat(Json.read(file).path("metadata").path("timestamp").asText())
              .isIn("", "2026-01-01T00:00:00Z");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "25"})
  void synthesizesWithMaven(String java) throws Exception {
    FreshProject project = FreshProject.maven(folder, "");
    assumeTrue(project.runsOn(java), "needs a JDK " + java + " beside this one");
    assertThat(project.synthesize()).as(project.output()).isZero();
    assertIsGateway(project);
  }

  @Test
  void synthesizesWithTheNewestCdk() throws Exception {
    FreshProject project = FreshProject.maven(folder, NEWER_CDK);
    assumeTrue(project.runsOn("25"), "needs a JDK 25");
    int status = project.synthesize();
    assumeTrue(
        !project.output().contains("No versions available for software.amazon.awscdk"),
        "needs an aws-cdk-lib that is newer than the pinned one");
    assertThat(status).as(project.output()).isZero();
    assertIsGateway(project);
  }

  @Test
  void synthesizesWithGradle() throws Exception {
    FreshProject project = FreshProject.gradle(folder);
    assumeTrue(project.runsOn("17"), "needs a JDK 17 beside this one");
    assertThat(project.synthesize()).as(project.output()).isZero();
    assertIsGateway(project);
  }

  private static void assertIsGateway(FreshProject project) throws IOException {
    JsonNode resources = Json.read(project.template("Assistant")).path("Resources");
    assertThat(resources.findValuesAsText("Runtime")).containsExactly("java25");
    assertThat(project.assets()).anyMatch(name -> name.endsWith(".zip"));
  }
}
