package dev.streambed.local;

import dev.streambed.local.domain.FunctionZip;
import dev.streambed.runtimeapi.InitPhase;
import dev.streambed.runtimeapi.RuntimeApi;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The function's package, unpacked and with a cache of its classes, `app.aot`: a process starts
/// with a third of the processor time, and some tests start many. To make one takes as much as six
/// starts. `./streambed bench`, and the gateway's test of its zip, run the package as it is
/// shipped.
///
/// @param folder where it is
public record AotCachedPackage(Path folder) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> TABLES =
      List.of("CUSTOMERS", "API_KEYS", "LIMITS", "USAGE", "SESSIONS");

  /// Does the same as [#replaceZip], with these arguments.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    replaceZip(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  /// Puts it in the place of an assembly's zip; the local stack takes a folder as well.
  ///
  /// @param assembly a cloud assembly of this repository's app, which is changed
  /// @param shared where all processes that use it keep it
  public static void replaceZip(Path assembly, Path shared)
      throws IOException, InterruptedException {
    Path zip = FunctionAsset.in(assembly);
    Files.createDirectories(shared);
    try (FileChannel file = open(shared.resolve("lock"));
        FileLock _ = file.lock()) {
      Path folder = shared.toAbsolutePath().resolve(zip.getFileName());
      AotCachedPackage trained = new AotCachedPackage(folder);
      if (!Files.exists(trained.cache())) {
        FunctionZip.unpack(zip, folder);
        trained.train();
      }
      FunctionAsset.replace(assembly, trained.folder);
    }
  }

  private static FileChannel open(Path lock) throws IOException {
    return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private Path cache() {
    return folder.resolve("app.aot");
  }

  // The function plays an answer to itself while it initializes, which loads most classes.
  private void train() throws IOException, InterruptedException {
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand())) {
      Process function = start(api);
      try {
        if (!(api.awaitInit(PATIENCE) instanceof InitPhase.Ready)) {
          throw new IllegalStateException("the function does not start");
        }
        function.destroy();
        if (!function.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          throw new IllegalStateException("the function makes no cache");
        }
      } finally {
        function.destroyForcibly();
      }
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private Process start(RuntimeApi api) throws IOException {
    ProcessBuilder function = new ProcessBuilder(folder.resolve("bootstrap").toString(), java());
    function.redirectErrorStream(true).redirectOutput(folder.resolve("training.log").toFile());
    Map<String, String> environment = function.environment();
    environment.put("STREAMBED_JAVA_OPTIONS", "-XX:AOTCacheOutput=" + cache());
    environment.put("LAMBDA_TASK_ROOT", folder.toString());
    environment.put("_HANDLER", "dev.streambed.gateway.Main");
    environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "training");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "nobody");
    environment.put("AWS_SECRET_ACCESS_KEY", "nothing");
    TABLES.forEach(table -> environment.put("STREAMBED_" + table + "_TABLE", table));
    return function.start();
  }
}
