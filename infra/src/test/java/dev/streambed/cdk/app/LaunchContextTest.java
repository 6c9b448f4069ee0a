package dev.streambed.cdk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchContextTest {
  @TempDir private Path directory;

  @Test
  void aDirectStartGivesItselfWhatTheCliWould() throws Exception {
    Files.writeString(
        directory.resolve("cdk.json"), "{\"app\": \"x\", \"context\": {\"key\": [1, \"two\"]}}");
    var props = invocation(Map.of()).appProps();
    assertThat(props.getContext())
        .containsOnlyKeys("key", "aws:cdk:enable-path-metadata", "aws:cdk:enable-asset-metadata");
    assertThat(props.getOutdir()).isEqualTo("cdk.out");
  }

  @Test
  void theCliKnowsTheContextAndWhereToWrite() {
    var environment = Map.of("CDK_CONTEXT_JSON", "{}", "CDK_OUTDIR", "elsewhere");
    var props = invocation(environment).appProps();
    assertThat(props.getContext()).isNull();
    assertThat(props.getOutdir()).isEqualTo("elsewhere");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> invocation(Map.of()).appProps())
        .isInstanceOf(ChoiceException.class)
        .hasMessageContaining(directory.resolve("cdk.json").toString());
  }

  @Test
  void aFileThatIsNoJsonIsNamed() throws Exception {
    Files.writeString(directory.resolve("cdk.json"), "{");
    assertThatThrownBy(() -> invocation(Map.of()).appProps())
        .isInstanceOf(ChoiceException.class)
        .hasMessageEndingWith("cdk.json is not JSON");
  }

  @Test
  void checksAreOnUnlessCdksOwnAreOff() {
    assertThat(invocation(Map.of()).isChecked()).isTrue();
    assertThat(invocation(Map.of("CDK_VALIDATION", "false")).isChecked()).isFalse();
  }

  private LaunchContext invocation(Map<String, String> environment) {
    return new LaunchContext(environment, directory);
  }
}
