package dev.streambed.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  @Test
  void showsTheExampleThatTheTestsRun() throws Exception {
    Path example = Path.of("src/test/java/dev/streambed/runtime/example/Countdown.java");

    assertThat(Files.readString(Path.of("README.md")))
        .contains("```java\n" + Files.readString(example) + "```");
  }

  @Test
  void namesEveryVariableThatTheScriptOffers() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    String script = Files.readString(Path.of("src/main/bootstrap/bootstrap"));

    assertThat(script.split("[^A-Z_]+"))
        .filteredOn(word -> word.startsWith("STREAMBED_") || word.startsWith("AWS_LAMBDA_F"))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
  }
}
