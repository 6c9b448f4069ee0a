package dev.streambed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cli.fixture.LocalTables;
import dev.streambed.cli.fixture.TestTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/help` has the help of every command, which `./streambed` prints without a build.
/// `-Dstreambed.help=write` writes it.
class HelpFilesTest {

  private static final Pattern SUBCOMMAND = Pattern.compile("^  ([a-z][a-z-]*)(?: |,|$)");
  private static final Path FOLDER =
      Path.of(System.getProperty("streambed.root", "..")).resolve("docs/help");

  private final TestTerminal testTerminal = new TestTerminal(LocalTables.create());

  @Test
  void saysWhatTheCommandsSay() throws IOException {
    List<String> roots = List.of("customers", "keys", "usage", "prices", "reconcile", "smoke");
    for (String root : roots) {
      compare(List.of(root));
    }
  }

  private void compare(List<String> command) throws IOException {
    List<String> help = help(command);
    Path file = FOLDER.resolve(String.join("-", command) + ".txt");
    String text = String.join("\n", help).strip() + "\n";
    if ("write".equals(System.getProperty("streambed.help"))) {
      Files.writeString(file, text);
    }
    assertThat(file).hasContent(text);
    for (String subcommand : subcommands(help)) {
      List<String> inner = new ArrayList<>(command);
      inner.add(subcommand);
      compare(inner);
    }
  }

  private List<String> help(List<String> command) {
    List<String> arguments = new ArrayList<>(command);
    arguments.add("--help");
    return testTerminal.ok(arguments.toArray(String[]::new)).out();
  }

  private static List<String> subcommands(List<String> help) {
    int heading = help.indexOf("Commands:");
    if (heading < 0) {
      return List.of();
    }
    return help.subList(heading + 1, help.size()).stream()
        .flatMap(line -> SUBCOMMAND.matcher(line).results())
        .map((MatchResult found) -> found.group(1))
        .toList();
  }
}
