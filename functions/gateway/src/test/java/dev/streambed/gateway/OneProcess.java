package dev.streambed.gateway;

import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.runtime.StreamingRuntime;
import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.ResponseSink;
import dev.streambed.runtimeapi.RuntimeApi;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// The function as one process that takes 32 invocations at once (`AWS_LAMBDA_MAX_CONCURRENCY`), as
/// on Lambda Managed Instances, and callers who ask for [NumberedAnswer]s.
record OneProcess(ScriptedBedrock bedrock, TestGateway gateway, RuntimeApi api)
    implements AutoCloseable {

  static final int WORKERS = 32;

  /// The customer has no limits.
  static OneProcess start(ScriptedBedrock.Script script) throws IOException {
    ScriptedBedrock bedrock = ScriptedBedrock.start(script);
    TestGateway gateway = TestGateway.before(bedrock.uri());
    gateway.unlimited();
    RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand().withWorkers(WORKERS));
    Map<String, String> environment =
        Map.of(
            "AWS_LAMBDA_RUNTIME_API", api.address(),
            "AWS_LAMBDA_FUNCTION_NAME", "streambed",
            "AWS_LAMBDA_MAX_CONCURRENCY", Integer.toString(WORKERS));
    Thread.ofPlatform().daemon().start(() -> StreamingRuntime.run(environment, gateway::gateway));
    return new OneProcess(bedrock, gateway, api);
  }

  /// The answers as their callers got them, prelude and body.
  List<String> askAtOnce(IntStream answers) throws Exception {
    return askAtOnce(answers, new CountDownLatch(0));
  }

  /// @param ended counted down by each answer that its caller has
  List<String> askAtOnce(IntStream answers, CountDownLatch ended) throws Exception {
    List<Callable<String>> calls = new ArrayList<>();
    for (int answer : answers.toArray()) {
      calls.add(() -> {
        String received = call(ask(answer));
        ended.countDown();
        return received;
      });
    }
    List<String> received = new ArrayList<>();
    try (ExecutorService callers = Executors.newCachedThreadPool()) {
      for (Future<String> call : callers.invokeAll(calls)) {
        received.add(call.get());
      }
    }
    return received;
  }

  /// A streamed call with the request id `r-` and the answer's number.
  LambdaEvent ask(int answer) {
    String members = TestGateway.members(true) + "\"system\": \"answer " + answer + "\", ";
    return gateway
        .ask(LambdaEvent.functionUrl("POST", "/bedrock"), members)
        .withHeader("x-request-id", "r-" + answer);
  }

  String call(LambdaEvent lambdaEvent) throws Exception {
    ReceivedAnswer receivedAnswer = new ReceivedAnswer();
    call(lambdaEvent, receivedAnswer);
    return receivedAnswer.text();
  }

  void call(LambdaEvent lambdaEvent, ResponseSink sink) throws Exception {
    api.invoke(
        new Invocation(
            UUID.randomUUID().toString(),
            lambdaEvent.bytes(),
            ResponseMode.STREAMED,
            Instant.now().plusSeconds(100)),
        sink);
  }

  @Override
  public void close() throws IOException {
    api.close();
    gateway.close();
    bedrock.close();
  }
}
