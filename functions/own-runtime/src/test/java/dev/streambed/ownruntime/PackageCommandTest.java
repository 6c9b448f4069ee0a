package dev.streambed.ownruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PackageCommandTest {

  private static final Architecture HERE = Architecture.ofThisMachine();

  @TempDir private Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /// `-Dstreambed.help=write` writes the file.
  @Test
  void saysWhatTheHelpFileSays() throws IOException {
    Path file = Path.of(System.getProperty("streambed.root"), "docs/help/package-own-runtime.txt");
    String help = Main.commandLine().setUsageHelpAutoWidth(false).getUsageMessage();
    if ("write".equals(System.getProperty("streambed.help"))) {
      Files.writeString(file, help);
    }
    assertThat(file).hasContent(help);
  }

  @Test
  void makesNoCacheForTheArchitectureOfAnotherMachine() throws IOException {
    Architecture other = HERE == Architecture.ARM64 ? Architecture.X86_64 : Architecture.ARM64;

    assertThat(run("--arch", other.toString())).isEqualTo(64);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("a cache for " + other + " is made on a machine of that architecture")
        .contains("--without-cache");
  }

  @Test
  void warnsOfAPackageWithoutACache() throws IOException {
    FunctionZip.needJlink();

    assertThat(run("--without-cache")).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("this package has no cache");
    assertThat(folder.resolve("own-runtime-" + HERE + ".zip")).isRegularFile();
  }

  private int run(String... arguments) throws IOException {
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    PackageCommand command = new PackageCommand(errors, errors);
    String[] all = new String[arguments.length + 6];
    System.arraycopy(arguments, 0, all, 6, arguments.length);
    System.arraycopy(
        new String[] {
          "--zip", FunctionZip.built().toString(),
          "--assembly", "absent",
          "--output", folder.toString()
        },
        0,
        all,
        0,
        6);
    return new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).execute(all);
  }
}
