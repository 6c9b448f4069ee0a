package dev.streambed.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeerBuildsTest {

  @TempDir private Path folder = Path.of("");

  private Tool tool() {
    return new Tool("Cobol", folder, folder.resolve("log/cobol.log"));
  }

  @Test
  void namesAPeerThatCannotBeBuiltAndKeepsTheOthers() throws IOException, InterruptedException {
    FunctionPackage pascal = new FunctionPackage("Pascal", folder, "provided.al2023", "none");

    PeerBuilds builds =
        PeerBuilds.of(
            List.of(
                () -> {
                  tool().run("streambed-has-no-such-compiler", "build");
                  return List.of();
                },
                () -> List.of(pascal)));

    assertThat(builds.functions()).containsExactly(pascal);
    assertThat(builds.absent())
        .isEqualTo(Map.of("Cobol", "there is no streambed-has-no-such-compiler"));
  }

  @Test
  void namesEveryPeerWithoutSources() throws IOException, InterruptedException {
    PeerBuilds builds = PeerBuilds.of(folder.resolve("nowhere"), folder.resolve("state"));

    assertThat(builds.functions()).isEmpty();
    assertThat(builds.absent()).containsOnlyKeys("Node", "Rust");
    assertThat(builds.absent().get("Rust")).startsWith("there is no ");
  }

  @Test
  void saysWhereTheOutputOfAFailedBuildIs() {
    assertThatThrownBy(() -> tool().run("sh", "-c", "echo why; exit 3"))
        .isInstanceOf(NotBuiltException.class)
        .hasMessage("sh -c ended with status 3, see " + folder.resolve("log/cobol.log"));
    assertThat(folder.resolve("log/cobol.log")).hasContent("why");
  }

  @Test
  void readsTheFirstLineOfAProgram() throws IOException, InterruptedException {
    assertThat(tool().ask("sh", "-c", "echo 20; echo more")).isEqualTo("20");
  }

  @Test
  void refusesAProgramThatFailsToAnswer() {
    assertThatThrownBy(() -> tool().ask("sh", "-c", "echo 20; exit 1"))
        .isInstanceOf(NotBuiltException.class)
        .hasMessage("sh -c says nothing");
  }
}
