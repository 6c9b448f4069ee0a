package dev.streambed.bench.choices;

import dev.streambed.runtimeapi.InitPhase;
import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.ResponseSink;
import dev.streambed.runtimeapi.RuntimeApi;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// Starts the function once with its start script, sends it a hundred requests and stops it.
///
/// @param endpoint the endpoint of its tables and model
/// @param memory the function's memory setting in MB
record FunctionTrial(FunctionFolder function, URI endpoint, int memory) {

  private static final int ANSWERS = 100;
  private static final byte[] EVENT =
      ("{\"version\":\"2.0\",\"rawPath\":\"/bedrock\",\"headers\":{\"x-api-key\":\"sb_"
              + "A".repeat(43)
              + "\"},\"requestContext\":{\"domainName\":\"a.lambda-url.b\",\"http\":{\"method\":\"POST\"}},"
              + "\"body\":\"{\\\"modelId\\\":\\\"m\\\",\\\"stream\\\":true}\"}")
          .getBytes(StandardCharsets.UTF_8);

  /// Runs the trial.
  ///
  /// @param options JVM options that override the start script's
  Map<String, Double> run(List<String> options) throws Exception {
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand())) {
      long start = System.nanoTime();
      Process process = start(api, options);
      try {
        return figures(api, process, start);
      } finally {
        process.destroy();
        process.waitFor();
      }
    }
  }

  private static Map<String, Double> figures(RuntimeApi api, Process process, long start)
      throws Exception {
    CompletableFuture<Double> init = CompletableFuture.supplyAsync(() -> initialized(api, start));
    Map<String, Double> figures = new HashMap<>();
    figures.put("first", firstChunk(api, start));
    figures.put("init", init.get());
    figures.put("cpu", ProbeOutput.processorMillis(process.toHandle()));
    figures.put("second", firstChunk(api, System.nanoTime()));
    figures.put("warm", warm(api));
    figures.put("rss", ProbeOutput.residentMebibytes(process.pid()));
    return figures;
  }

  /// The median of the second half.
  private static double warm(RuntimeApi api) throws InterruptedException {
    double[] answers = new double[ANSWERS];
    for (int answer = 0; answer < ANSWERS; answer++) {
      answers[answer] = firstChunk(api, System.nanoTime());
    }
    double[] later = Arrays.copyOfRange(answers, ANSWERS / 2, ANSWERS);
    Arrays.sort(later);
    return later[later.length / 2];
  }

  private static double initialized(RuntimeApi api, long start) {
    try {
      InitPhase initPhase = api.awaitInit(Duration.ofSeconds(30));
      return initPhase instanceof InitPhase.Ready ? (System.nanoTime() - start) / 1e6 : Double.NaN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Double.NaN;
    }
  }

  private static double firstChunk(RuntimeApi api, long start) throws InterruptedException {
    FirstChunkHandler first = new FirstChunkHandler(start);
    Instant deadline = Instant.now().plusSeconds(60);
    String id = UUID.randomUUID().toString();
    api.invoke(new Invocation(id, EVENT, ResponseMode.STREAMED, deadline), first);
    return first.millis();
  }

  private Process start(RuntimeApi api, List<String> options) throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(function.command())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    Map<String, String> environment = process.environment();
    environment.put("STREAMBED_JAVA_OPTIONS", String.join(" ", options));
    environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "streambed");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memory));
    environment.put("LAMBDA_TASK_ROOT", function.root().toString());
    environment.put("_HANDLER", "dev.streambed.gateway.Main");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "nobody");
    environment.put("AWS_SECRET_ACCESS_KEY", "nothing");
    environment.put("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", endpoint.toString());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString());
    for (String table : List.of("CUSTOMERS", "API_KEYS", "LIMITS", "USAGE", "SESSIONS")) {
      environment.put("STREAMBED_" + table + "_TABLE", table);
    }
    return process.start();
  }

  /// Records when the first chunk of an answer arrives.
  private static final class FirstChunkHandler implements ResponseSink {

    private final long start;
    private volatile double millis = Double.NaN;

    FirstChunkHandler(long start) {
      this.start = start;
    }

    /// Milliseconds from the start, or NaN if none arrived.
    double millis() {
      return millis;
    }

    @Override
    public void head(String contentType, boolean streaming) {}

    @Override
    public void bytes(byte[] buffer, int offset, int length) {
      String text = new String(buffer, offset, length, StandardCharsets.UTF_8);
      if (Double.isNaN(millis) && text.contains("data: {\"content\"")) {
        millis = (System.nanoTime() - start) / 1e6;
      }
    }
  }
}
