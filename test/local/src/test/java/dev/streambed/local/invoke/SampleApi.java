package dev.streambed.local.invoke;

import dev.streambed.local.SampleAssembly;
import dev.streambed.local.SignedClient;
import dev.streambed.local.http.Endpoint;
import dev.streambed.local.iam.Iam;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.lambda.LambdaOptions;
import dev.streambed.local.queues.Message;
import dev.streambed.local.queues.Queues;
import dev.streambed.local.subscriptions.Subscriptions;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.topics.Announcement;
import dev.streambed.local.topics.Topics;
import dev.streambed.local.vocabulary.Arns;
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
final class SampleApi implements AutoCloseable {

  private static final RetryPace PACE =
      new RetryPace(Duration.ofMillis(20), Duration.ofMillis(10), Duration.ofMillis(40));

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Deployment deployment;
  private final Lambda lambda;
  private final Queues queues;
  private final Topics topics;
  private final LambdaDoor door;
  private final Endpoint endpoint;
  private final SignedClient client;

  SampleApi(SampleAssembly assembly, int concurrency) throws IOException {
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
    Functions functions = new Functions(deployment, iam, lambda, queues, topics);
    door = new LambdaDoor(functions, PACE, Clock.systemUTC());
    Subscriptions.serve(functions, door);
    endpoint = Endpoint.start("Lambda", 0, door);
    String role = deployment.resources("AWS::Lambda::Function").getFirst().text("Role");
    client = SignedClient.of(iam.assume(role, "f"), "lambda");
  }

  /// What the function's role calls itself with.
  SignedClient client() {
    return client;
  }

  /// The alias' ARN.
  String live() {
    return deployment.resources("AWS::Lambda::Alias").getFirst().ref();
  }

  URI uri(String function) {
    return endpoint.uri().resolve("/2015-03-31/functions/" + function + "/invocations");
  }

  /// Invokes the alias by its ARN, escaped as the gateway does it.
  HttpResponse<String> invoke(String type, String body) throws Exception {
    URI uri = uri(live().replace(":", "%3A"));
    return client.send("POST", uri, body, "X-Amz-Invocation-Type", type);
  }

  /// What lies in the one queue.
  List<Message> failed() {
    return queues.messages(queues.names().getFirst()).orElseThrow();
  }

  /// What was published to the one topic.
  List<Announcement> published() {
    return topics.published(topics.names().getFirst()).orElseThrow();
  }

  AsyncEvents asyncEvents() {
    return door.asyncEvents();
  }

  Lambda lambda() {
    return lambda;
  }

  /// How often the function has said something.
  long said(String text) {
    return log.stream().filter(text::equals).count();
  }

  @Override
  public void close() {
    client.close();
    endpoint.close();
    lambda.close();
  }
}
