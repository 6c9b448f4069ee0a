package dev.streambed.local.lambda;

import dev.streambed.local.SampleAssembly;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.iam.Iam;
import dev.streambed.local.template.Deployment;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.ResponseSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// The sample function, started by [Lambda].
final class SampleLambda implements AutoCloseable {

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Lambda lambda;
  private final String arn;
  private final String live;

  SampleLambda(SampleAssembly assembly, int concurrency) throws IOException {
    Deployment deployment = Deployment.read(assembly.folder(), Arns.of("us-east-1", "1"));
    Path folder = Files.createDirectories(assembly.folder().resolve("work"));
    LambdaOptions options =
        new LambdaOptions(
            folder,
            concurrency,
            () -> Map.of("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1"),
            (_, line) -> log.add(line));
    this.lambda = Lambda.start(deployment, Iam.of(deployment), options);
    this.arn = deployment.resources("AWS::Lambda::Function").getFirst().attribute("Arn");
    this.live = deployment.resources("AWS::Lambda::Alias").getFirst().ref();
  }

  /// The result of a call.
  record Result(InvocationResult invocationResult, String contentType, String text) {}

  Lambda lambda() {
    return lambda;
  }

  /// The function's ARN without a qualifier.
  String arn() {
    return arn;
  }

  List<String> log() {
    return log;
  }

  Result call(String what) throws InterruptedException {
    return call(live, ResponseMode.STREAMED, what);
  }

  Result call(String functionArn, ResponseMode mode, String what) throws InterruptedException {
    byte[] event = ("{\"x-sample\":\"" + what + "\"}").getBytes(StandardCharsets.UTF_8);
    Collecting sink = new Collecting();
    InvocationResult invocationResult =
        lambda.invoke(
            new InvocationRequest(functionArn, "request-" + what, event, mode, "Root=1-0-0"), sink);
    return new Result(invocationResult, sink.contentType, sink.text.toString());
  }

  CompletableFuture<Result> callAside(String what) {
    CompletableFuture<Result> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            result.complete(call(what));
          } catch (InterruptedException stopped) {
            result.completeExceptionally(stopped);
          }
        });
    return result;
  }

  List<Long> pids() {
    return lambda.timelines().stream().map(EnvironmentTimeline::pid).toList();
  }

  @Override
  public void close() {
    lambda.close();
  }

  private static final class Collecting implements ResponseSink {
    private final StringBuilder text = new StringBuilder();
    private String contentType = "";

    @Override
    public void head(String type, boolean streaming) {
      contentType = type;
    }

    @Override
    public void bytes(byte[] buffer, int offset, int length) {
      text.append(new String(buffer, offset, length, StandardCharsets.UTF_8));
    }
  }
}
