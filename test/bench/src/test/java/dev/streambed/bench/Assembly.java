package dev.streambed.bench;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.streambed.local.AotCachedPackage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Synthesizes the repository's cdk.json with the CDK app, for a function that starts quickly: the
/// figures are not what is tested.
final class Assembly {

  private static final Path ROOT = Path.of(System.getProperty("streambed.root", "../.."));

  private Assembly() {}

  /// Synthesizes; the test is skipped if Node is missing.
  ///
  /// @param folder the output folder
  static Path in(Path folder) throws IOException, InterruptedException {
    needNode();
    Path built = ROOT.resolve("infra/target");
    String classPath =
        built.resolve("classes")
            + File.pathSeparator
            + Files.readString(built.resolve("class-path"));
    ProcessBuilder app =
        new ProcessBuilder(
            java(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath.strip(),
            "dev.streambed.cdk.app.StreambedApp");
    app.environment().put("CDK_OUTDIR", folder.toString());
    // The construct's own tests run the validators; they take longer than all the rest.
    app.environment().put("CDK_VALIDATION", "false");
    Process process = app.directory(ROOT.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the templates could not be synthesized:\n" + output);
    }
    AotCachedPackage.replaceZip(folder, ROOT.resolve("test/local/target/trained"));
    return folder;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static void needNode() throws InterruptedException {
    try {
      new ProcessBuilder("node", "--version")
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException missing) {
      abort("no Node found, which CDK needs");
    }
  }
}
