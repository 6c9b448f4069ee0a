package dev.streambed.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// `./streambed local --help` prints a file, without a build. `-Dstreambed.help=write` writes it.
class HelpFileTest {

  @Test
  void saysWhatTheCommandSays() throws IOException {
    Path file = Path.of(System.getProperty("streambed.root"), "docs/help/local.txt");
    String help =
        new CommandLine(new LocalCommand(Map.of(), System.out))
            .setUsageHelpAutoWidth(false)
            .getUsageMessage();
    if ("write".equals(System.getProperty("streambed.help"))) {
      Files.writeString(file, help);
    }
    assertThat(file).hasContent(help);
  }
}
