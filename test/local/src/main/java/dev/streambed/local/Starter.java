package dev.streambed.local;

import dev.streambed.bedrock.AccessKeys;
import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.bedrock.BedrockOptions;
import dev.streambed.local.bedrock.BedrockAuthorizer;
import dev.streambed.local.control.ControlDoor;
import dev.streambed.local.control.Controls;
import dev.streambed.local.iam.Credentials;
import dev.streambed.local.iam.Iam;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.lambda.LambdaOptions;
import dev.streambed.local.seed.Customers;
import dev.streambed.local.seed.NewCustomer;
import dev.streambed.local.seed.Token;
import dev.streambed.local.tables.Database;
import dev.streambed.local.tables.Tables;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.vocabulary.LocalStackException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// Starts the parts of a stack in their order, those that take long beside the others.
///
/// @param options what is asked for
/// @param closing what must be closed, also when the start fails half-way
record Starter(LocalStackOptions options, Closing closing) {

  LocalStack.Running start() {
    Executor threads = task -> Thread.ofPlatform().daemon().name("start").start(task);
    CompletableFuture<Database> database = CompletableFuture.supplyAsync(Database::open, threads);
    closing.add(() -> database.thenAccept(Database::close).join());
    Deployment deployment = Deployment.read(options.assembly(), options.place());
    Iam iam = Iam.of(deployment);
    CompletableFuture<BedrockEndpoint> bedrock =
        CompletableFuture.supplyAsync(() -> bedrock(deployment, iam), threads);
    CompletableFuture<Tables> tables =
        database.thenApply(it -> it.serve(options.ports().dynamoDb(), deployment, iam));
    closing.add(() -> closeStarted(bedrock));
    closing.add(() -> closeStarted(tables));
    Lambda lambda = lambda(deployment, iam, () -> endpoints(bedrock.join(), tables.join()));
    return serve(deployment, iam, lambda, await(bedrock), await(tables));
  }

  private BedrockEndpoint bedrock(Deployment deployment, Iam iam) {
    BedrockOptions bedrock =
        BedrockOptions.of(options.answers())
            .withPort(options.ports().bedrock())
            .withAccountId(deployment.arns().account())
            .withAuthorizer(new BedrockAuthorizer(iam))
            .withAccessKeys(
                new AccessKeys.Known(id -> iam.credentials(id).map(Credentials::secretAccessKey)));
    try {
      return BedrockEndpoint.start(bedrock);
    } catch (IOException failed) {
      throw LocalStackException.notListening("Bedrock", options.ports().bedrock(), failed);
    }
  }

  private Lambda lambda(Deployment deployment, Iam iam, Supplier<Map<String, String>> endpoints) {
    WorkFolder folder = closing.add(WorkFolder.create());
    LambdaOptions lambda =
        new LambdaOptions(folder.path(), options.concurrency(), endpoints, options.log());
    return closing.add(Lambda.start(deployment, iam, lambda));
  }

  private static Map<String, String> endpoints(BedrockEndpoint bedrock, Tables tables) {
    return Map.of(
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", bedrock.uri().toString(),
        "AWS_ENDPOINT_URL_DYNAMODB", tables.uri().toString());
  }

  private LocalStack.Running serve(
      Deployment deployment, Iam iam, Lambda lambda, BedrockEndpoint bedrock, Tables tables) {
    FrontDoors doors = new FrontDoors(deployment, lambda, options.ports(), closing);
    List<URI> functionUrls = doors.functionUrls();
    List<URI> restUrls = doors.restUrls();
    Optional<Customers> customers = Customers.in(tables, Clock.systemUTC());
    Optional<Token> token = customers.map(it -> it.add(NewCustomer.unlimited("local", "Local")));
    ControlDoor control = new ControlDoor(new Controls(lambda, bedrock, tables, customers));
    URI controlUrl = doors.listen("control", options.ports().control(), control);
    if (options.warm()) {
      warmUp(lambda);
    }
    return new LocalStack.Running(
        deployment,
        iam,
        tables,
        bedrock,
        lambda,
        functionUrls,
        restUrls,
        controlUrl,
        customers,
        token);
  }

  private static void warmUp(Lambda lambda) {
    Thread.ofVirtual()
        .name("warm-up")
        .start(() -> {
          try {
            lambda.warmUp();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static <T> T await(CompletableFuture<T> part) {
    try {
      return part.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  private static void closeStarted(CompletableFuture<? extends AutoCloseable> part)
      throws Exception {
    try {
      part.join().close();
    } catch (CompletionException neverStarted) {
      // Then there is nothing to close; the start has said why.
    }
  }
}
