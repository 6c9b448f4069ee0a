package dev.streambed.cdk.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateFolderTest {
  @TempDir private static Path synthesis;
  private static SampleFolder sample;

  @TempDir private Path directory;

  @BeforeAll
  static void write() throws Exception {
    sample = SampleFolder.withEverything(synthesis);
  }

  @Test
  void hasTheTemplateTheZipAReadmeAndATerraformModule() throws Exception {
    assertThat(sample.files().keySet())
        .containsExactly(
            "README.md",
            zipName(sample.folder()),
            "template.json",
            "terraform/main.tf",
            "terraform/outputs.tf",
            "terraform/variables.tf",
            "terraform/versions.tf");
  }

  @Test
  void theZipIsNamedByItsHashAndTheTemplateNamesIt() throws Exception {
    var zip = Files.readAllBytes(sample.folder().resolve(zipName(sample.folder())));
    var hash = MessageDigest.getInstance("SHA-256").digest(zip);
    assertThat(zipName(sample.folder()))
        .isEqualTo("function-" + HexFormat.of().formatHex(hash).substring(0, 16) + ".zip");
    assertThat(sample.template().findValues("S3Key"))
        .containsExactly(Json.sub("${CodePrefix}" + zipName(sample.folder())));
  }

  @Test
  void theSameAssemblyGivesTheSameBytes() throws Exception {
    var other = new SampleFolder(sample.assembly(), directory.resolve("new/folder"));
    writeAgain(other.folder());
    assertThat(other.files()).isEqualTo(sample.files());
    writeAgain(other.folder());
    assertThat(other.files()).isEqualTo(sample.files());
  }

  @Test
  void anEarlierOutputIsReplacedAndOtherFilesStay() throws Exception {
    writeAgain(directory);
    var earlier = directory.resolve("function-0123456789abcdef.zip");
    Files.move(directory.resolve(zipName(directory)), earlier);
    var template = directory.resolve("template.json");
    Files.writeString(
        template,
        Files.readString(template)
            .replaceAll("function-[0-9a-f]+\\.zip", earlier.getFileName().toString()));
    var state = Files.writeString(directory.resolve("terraform/terraform.tfstate"), "{}");
    writeAgain(directory);
    assertThat(earlier).doesNotExist();
    assertThat(directory.resolve(zipName(directory))).exists();
    assertThat(template).hasSameTextualContentAs(sample.folder().resolve("template.json"));
    assertThat(state).hasContent("{}");
  }

  @Test
  void aFolderWithSomethingElseIsRefused() throws Exception {
    var file = Files.writeString(directory.resolve("template.json"), "{\"Resources\": {}}");
    assertThatThrownBy(() -> new TemplateFolder(directory).requireOwn())
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(directory + " holds something else");
    assertThatThrownBy(() -> new TemplateFolder(file).requireOwn())
        .isInstanceOf(TemplateException.class);
    assertThatCode(() -> new TemplateFolder(directory.resolve("new")).requireOwn())
        .doesNotThrowAnyException();
  }

  @Test
  void theReadmeTellsParametersOutputsAndWhatStays() throws Exception {
    var readme = sample.files().get("README.md");
    assertThat(readme)
        .doesNotContain("@")
        .contains("| `MemorySize` | `1024` |", "| `CodeBucket` | must be given |")
        .contains("`FunctionUrl`", "`UsageBucketName`")
        .contains("- `TablesCustomersB22215AC` (AWS::DynamoDB::GlobalTable)")
        .doesNotContain("- `TablesLimits", "AWS::Lambda::Version");
  }

  @Test
  void theReadmeTellsWhatToDoAfterAFailedFirstDeployment() throws Exception {
    assertThat(sample.files().get("README.md"))
        .containsSubsequence(
            "If the first deployment fails",
            "ROLLBACK_COMPLETE",
            "first `aws cloudformation delete-stack",
            "then deploy again",
            "## Parameters");
  }

  @Test
  void theModuleHasAVariableForEachParameterAndAnOutputForEachOutput() throws Exception {
    var files = sample.files();
    for (var parameter : Parameter.allOf(sample.template())) {
      assertThat(files.get("terraform/variables.tf"))
          .containsOnlyOnce("variable \"" + parameter.variable() + "\" {");
      assertThat(files.get("terraform/main.tf")).contains("    " + parameter.name() + " ");
    }
    sample
        .template()
        .path("Outputs")
        .fieldNames()
        .forEachRemaining(name ->
            assertThat(files.get("terraform/outputs.tf")).contains("outputs[\"" + name + "\"]"));
    assertThat(files.get("terraform/main.tf")).doesNotContain("@");
  }

  /** So that `null` takes away what was chosen. */
  @Test
  void aNumberThatMayBeLeftOutMayBeNullInTheModule() throws Exception {
    assertThat(variable("reserved_concurrency")).contains("= 50", "nullable    = true");
    assertThat(variable("requests_per_day")).contains("= 500", "nullable    = true");
    assertThat(variable("memory_size")).contains("= 1024", "nullable    = false");
  }

  /** Earlier ones keep the outputs of a stack in a plan that changes it, and lack new ones. */
  @Test
  void theModuleWantsAProviderThatPlansNewOutputs() throws Exception {
    assertThat(sample.files().get("terraform/versions.tf")).contains("\">= 5.13, < 7.0\"");
  }

  private static String variable(String name) throws Exception {
    var variables = Files.readString(sample.folder().resolve("terraform/variables.tf"));
    var start = variables.indexOf("variable \"" + name + "\" {");
    return variables.substring(start, variables.indexOf("\n}", start));
  }

  private static void writeAgain(Path folder) {
    new TemplateFolder(folder).requireOwn();
    new TemplateFolder(folder).write(CloudAssembly.read(sample.assembly()));
  }

  private static String zipName(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".zip"))
          .findFirst()
          .orElseThrow();
    }
  }
}
