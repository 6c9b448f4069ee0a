package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.product.FreshProject;
import dev.streambed.local.domain.Json;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The example of `functions/runtime`, built from what was published as any Java developer would.
@Timeout(300)
class PublishedRuntimeTest {

  @TempDir private Path folder;

  @Test
  void buildsTestsPacksAndSynthesizesTheExample() throws Exception {
    FreshProject project =
        FreshProject.copy(
            folder, "functions/runtime/example", "mvn -q verify && cd infra && mvn -q exec:java");
    assumeTrue(project.runsOn("25"), "needs a JDK 25");
    assertThat(project.synthesize()).as(project.output()).isZero();
    try (ZipFile zip = new ZipFile(folder.resolve("function/target/function.zip").toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .contains("bootstrap", "lib/streambed-runtime-" + FreshProject.version() + ".jar")
          .contains("lib/countdown-function-1.0.jar")
          .noneMatch(name -> name.contains("runtime-api") || name.contains("junit"));
    }
    JsonNode resources = Json.read(project.template("Countdown")).path("Resources");
    assertThat(resources.findValuesAsText("Runtime")).containsExactly("java25");
    assertThat(resources.findValuesAsText("InvokeMode")).containsExactly("RESPONSE_STREAM");
  }
}
