package dev.streambed.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeerAssemblyTest {

  private static final String TEMPLATE =
      """
      {"Resources": {
        "Rule": {"Type": "AWS::Events::Rule", "Properties": {"State": "ENABLED"}},
        "Gateway": {"Type": "AWS::Lambda::Function", "Properties": {
          "Code": {"S3Bucket": "assets", "S3Key": "ours.zip"},
          "Environment": {"Variables": {"TABLE": "t"}},
          "Handler": "Main", "MemorySize": 512, "Runtime": "java25"}}}}
      """;
  private static final String ASSETS =
      """
      {"files": {"ours": {"source": {"path": "asset.zip"}, "destinations": {}}}}
      """;

  @TempDir private Path assembly = Path.of("");
  @TempDir private Path other = Path.of("");

  @BeforeEach
  void synthesize() throws IOException {
    Files.writeString(assembly.resolve("manifest.json"), "{}");
    Files.writeString(assembly.resolve("a.template.json"), "{\"Resources\": {}}");
    Files.writeString(assembly.resolve("b.template.json"), TEMPLATE);
    Files.writeString(assembly.resolve("b.assets.json"), ASSETS);
  }

  private JsonNode written(String file) throws IOException {
    return new ObjectMapper().readTree(other.resolve(file).toFile());
  }

  @Test
  void addsAFunctionThatDiffersFromTheFirstInItsPackageOnly() throws IOException {
    FunctionPackage rust = new FunctionPackage("Rust", other, "provided.al2023", "none");

    PeerAssembly.write(assembly, other, List.of(rust));

    JsonNode resources = written("b.template.json").path("Resources");
    JsonNode function = resources.at("/peer0/Properties");
    assertThat(function.path("FunctionName").asText()).isEqualTo(PeerAssembly.nameOf(0));
    assertThat(function.path("Runtime").asText()).isEqualTo("provided.al2023");
    assertThat(function.at("/Environment/Variables/TABLE").asText()).isEqualTo("t");
    assertThat(function.path("MemorySize").asInt()).isEqualTo(512);
    assertThat(resources.at("/Gateway/Properties/Runtime").asText()).isEqualTo("java25");
    assertThat(resources.at("/peer0Url/Properties/InvokeMode").asText())
        .isEqualTo("RESPONSE_STREAM");
    String key = function.at("/Code/S3Key").asText();
    JsonNode asset = written("b.assets.json").path("files").path(key);
    assertThat(asset.at("/source/path").asText()).isEqualTo(other.toString());
    assertThat(asset.at("/destinations/here/objectKey").asText()).isEqualTo(key);
  }

  @Test
  void leavesTheAssetsWhereTheyAreAndDisablesSchedules() throws IOException {
    PeerAssembly.write(assembly, other, List.of());

    assertThat(written("b.assets.json").at("/files/ours/source/path").asText())
        .isEqualTo(assembly.resolve("asset.zip").toString());
    assertThat(written("b.template.json").at("/Resources/Rule/Properties/State").asText())
        .isEqualTo("DISABLED");
  }

  @Test
  void refusesAnAssemblyWithoutAFunction() throws IOException {
    Files.delete(assembly.resolve("b.template.json"));
    FunctionPackage rust = new FunctionPackage("Rust", other, "provided.al2023", "none");

    assertThatThrownBy(() -> PeerAssembly.write(assembly, other, List.of(rust)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the assembly has no function to compare with");
  }
}
