package dev.streambed.ownruntime;

import dev.streambed.ownruntime.training.Training;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./streambed package own-runtime`.
@Command(
    name = "streambed package own-runtime",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description =
        "Packs the function with a JVM of its own and a cache of its classes, for Lambda's runtime provided.al2023; takes about a minute.",
    footer = {
      "",
      "The zip is functions/gateway/target/own-runtime-<architecture>.zip. docs/lifecycle.md says when to make it again."
    })
final class PackageCommand implements Callable<Integer> {

  private static final int WRONG = 64;

  @Option(
      names = "--arch",
      paramLabel = "x86_64|arm64",
      description = "The architecture of the function. Default: this machine's.")
  private Architecture architecture = Architecture.ofThisMachine();

  @Option(
      names = "--jmods",
      paramLabel = "DIR",
      description =
          "The modules of a JDK 25 for that architecture. Default: those of the JDK that is used.")
  private Optional<Path> jmods = Optional.empty();

  @Option(
      names = "--without-cache",
      description =
          "Makes no cache of classes: the function takes almost twice as long to start. Needed for the architecture of another machine.")
  private boolean isWithoutCache;

  @Option(
      names = "--add-modules",
      paramLabel = "NAME",
      split = ",",
      description = "Further modules of the JDK, for an agent for example.")
  private List<String> more = List.of();

  @Option(names = "--zip", hidden = true, required = true)
  private Path zip = Path.of("");

  @Option(names = "--assembly", hidden = true, required = true)
  private Path assembly = Path.of("");

  @Option(names = "--output", hidden = true, required = true)
  private Path output = Path.of("");

  private final PrintStream out;
  private final PrintStream err;

  /// @param out receives where the zip is
  /// @param err receives progress and warnings
  PackageCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /// Writes the zip.
  ///
  /// @throws PackagingException if it cannot be made
  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!isWithoutCache && architecture != Architecture.ofThisMachine()) {
      err.printf(
          "streambed: a cache for %s is made on a machine of that architecture; --without-cache makes a package that starts more slowly%n",
          architecture);
      return WRONG;
    }
    Path root = output.toAbsolutePath().normalize().resolve("own-runtime-" + architecture);
    err.println("streambed: linking a JVM for " + architecture);
    FunctionFolder folder = FunctionFolder.create(zip, root, architecture, jmods, more);
    train(folder);
    long size = folder.size();
    Path packed = root.resolveSibling(root.getFileName() + ".zip");
    ReproducibleZip.write(root, packed);
    out.printf("%s: %d MB, unpacked %d MB%n", packed, Files.size(packed) >> 20, size >> 20);
    return 0;
  }

  private void train(FunctionFolder folder) throws IOException, InterruptedException {
    if (isWithoutCache) {
      err.println(
          "streambed: this package has no cache of classes: the function takes almost twice as long to start, and says so in its log");
      return;
    }
    err.println("streambed: answering requests to make a cache of the classes that they need");
    Training.run(assembly.toAbsolutePath(), folder.root(), architecture.toString(), folder.cache());
  }
}
