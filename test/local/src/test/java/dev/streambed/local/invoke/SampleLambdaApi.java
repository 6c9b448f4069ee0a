package dev.streambed.local.invoke;

import dev.streambed.local.SampleAssembly;
import dev.streambed.local.SignedHttpClient;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.http.HttpEndpoint;
import dev.streambed.local.iam.Iam;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.lambda.LambdaOptions;
import dev.streambed.local.messaging.Queues;
import dev.streambed.local.messaging.TopicMessage;
import dev.streambed.local.messaging.Topics;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.triggers.TopicSubscriptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Lambda's API in front of the sample function, which tries again within milliseconds.
final class SampleLambdaApi implements AutoCloseable {

  private static final RetryDelays PACE =
      new RetryDelays(Duration.ofMillis(20), Duration.ofMillis(10), Duration.ofMillis(40));

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Deployment deployment;
  private final Lambda lambda;
  private final Queues queues;
  private final Topics topics;
  private final LambdaEndpoint endpoint;
  private final HttpEndpoint httpEndpoint;
  private final SignedHttpClient client;

  SampleLambdaApi(SampleAssembly assembly, int concurrency) throws IOException {
    deployment = Deployment.read(assembly.folder(), Arns.of("us-east-1", "123456789012"));
    Iam iam = Iam.of(deployment);
    Path folder = Files.createDirectories(assembly.folder().resolve("work"));
    queues = Queues.of(deployment, Clock.systemUTC());
    topics = Topics.of(deployment, Clock.systemUTC());
    lambda =
        Lambda.start(
            deployment,
            iam,
            new LambdaOptions(folder, concurrency, Map::of, (_, line) -> log.add(line)));
    LambdaApiContext lambdaApiContext =
        new LambdaApiContext(deployment, iam, lambda, queues, topics);
    endpoint = new LambdaEndpoint(lambdaApiContext, PACE, Clock.systemUTC());
    TopicSubscriptions.serve(lambdaApiContext, endpoint);
    httpEndpoint = HttpEndpoint.start("Lambda", 0, endpoint);
    String role = deployment.resources("AWS::Lambda::Function").getFirst().text("Role");
    client = SignedHttpClient.of(iam.assume(role, "f"), "lambda");
  }

  /// What the function's role calls itself with.
  SignedHttpClient client() {
    return client;
  }

  /// The alias' ARN.
  String live() {
    return deployment.resources("AWS::Lambda::Alias").getFirst().ref();
  }

  URI uri(String function) {
    return httpEndpoint.uri().resolve("/2015-03-31/functions/" + function + "/invocations");
  }

  /// Invokes the alias by its ARN, escaped as the gateway does it.
  HttpResponse<String> invoke(String type, String body) throws Exception {
    URI uri = uri(live().replace(":", "%3A"));
    return client.send("POST", uri, body, "X-Amz-Invocation-Type", type);
  }

  /// What lies in the one queue.
  List<Queues.Message> failed() {
    return queues.messages(queues.names().getFirst()).orElseThrow();
  }

  /// What was published to the one topic.
  List<TopicMessage> published() {
    return topics.published(topics.names().getFirst()).orElseThrow();
  }

  PendingAsyncEvents asyncEvents() {
    return endpoint.asyncEvents();
  }

  Lambda lambda() {
    return lambda;
  }

  /// How often the function has logged this line.
  long loggedLines(String text) {
    return log.stream().filter(text::equals).count();
  }

  @Override
  public void close() {
    client.close();
    httpEndpoint.close();
    lambda.close();
  }
}
