package dev.streambed.ownruntime.training;

import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.lambda.EnvironmentTimeline;
import dev.streambed.ownruntime.PackagingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Makes the cache.
public final class Training {

  // Adapters are the only machine code in a cache of JDK 25. They are compiled for the processor of
  // the training, nothing checks them, and an older one would crash (JDK-8350209).
  private static final String PORTABLE = "-XX:+UnlockDiagnosticVMOptions -XX:-AOTAdapterCaching";

  private static final int ROUNDS = 3;
  private static final long PATIENCE_SECONDS = 180;

  private Training() {}

  /// Runs the function and makes its cache.
  ///
  /// @param assembly a cloud assembly with all front doors, which is changed
  /// @param function the folder of the package
  /// @param architecture Lambda's name of what the package is for
  /// @param cache the file to write
  /// @throws PackagingException if an answer is wrong, or no cache is written
  public static void run(Path assembly, Path function, String architecture, Path cache)
      throws IOException, InterruptedException {
    TrainingAssembly.prepare(
        assembly, function, architecture, "-XX:AOTCacheOutput=%s %s".formatted(cache, PORTABLE));
    Path log = function.resolveSibling(function.getFileName() + ".log");
    try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(log));
        LocalStack stack = start(assembly, lines)) {
      try (OtherProcess otherProcess = OtherProcess.start(stack);
          Trainer trainer = new Trainer(stack, otherProcess)) {
        for (int round = 0; round < ROUNDS; round++) {
          trainer.ask(TrainingRequest.all());
        }
      }
      end(stack);
    }
    if (!Files.exists(cache)) {
      throw new PackagingException("the JVM made no cache; its log is " + log);
    }
  }

  // One process answers everything: only one can leave its cache.
  private static LocalStack start(Path assembly, PrintWriter log) {
    return LocalStack.start(
        LocalStackOptions.of(assembly).withConcurrency(1).withLog((_, line) -> log.println(line)));
  }

  private static void end(LocalStack stack) throws InterruptedException {
    List<EnvironmentTimeline> living =
        stack.lambda().timelines().stream()
            .filter(it -> it.state() != EnvironmentTimeline.State.ENDED && !OtherProcess.is(it))
            .toList();
    if (living.size() != 1) {
      throw new PackagingException("one process was expected after the training: " + living);
    }
    ProcessHandle process = ProcessHandle.of(living.getFirst().pid()).orElseThrow();
    process.destroy();
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new PackagingException("the function does not end", e);
    }
  }
}
