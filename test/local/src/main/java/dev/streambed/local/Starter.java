package dev.streambed.local;

import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.local.control.Account;
import dev.streambed.local.control.ControlDoor;
import dev.streambed.local.control.Controls;
import dev.streambed.local.invoke.LambdaDoor;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.page.PageConfig;
import dev.streambed.local.schedule.Schedules;
import dev.streambed.local.seed.Customers;
import dev.streambed.local.seed.Example;
import dev.streambed.local.seed.NewCustomer;
import dev.streambed.local.seed.Token;
import dev.streambed.local.tables.Database;
import dev.streambed.local.tables.Tables;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.websocket.Connections;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/// Starts the parts of a stack in their order, those that take long beside the others.
///
/// @param options what is asked for
/// @param closing what must be closed, also when the start fails half-way
record Starter(LocalStackOptions options, Closing closing) {

  private static final String MANAGEMENT = "APIGATEWAYMANAGEMENTAPI";

  LocalStack.Running start() {
    Executor threads = task -> Thread.ofPlatform().daemon().name("start").start(task);
    CompletableFuture<Database> database = CompletableFuture.supplyAsync(Database::open, threads);
    closing.add(() -> database.thenAccept(Database::close).join());
    Ground ground =
        Ground.of(
            Deployment.read(options.assembly(), options.place()), closing.add(new Endpoints()));
    CompletableFuture<BedrockEndpoint> bedrock =
        CompletableFuture.supplyAsync(() -> ground.bedrock(options), threads);
    CompletableFuture<Tables> tables =
        database.thenApply(
            it -> it.serve(options.ports().dynamoDb(), ground.deployment(), ground.iam()));
    closing.add(() -> closeStarted(bedrock));
    closing.add(() -> closeStarted(tables));
    Lambda lambda = closing.add(ground.lambda(options, closing.add(WorkFolder.create())));
    FrontDoors doors = new FrontDoors(ground, lambda, options.ports(), closing);
    return serve(ground, doors, await(bedrock), await(tables));
  }

  private LocalStack.Running serve(
      Ground ground, FrontDoors doors, BedrockEndpoint bedrock, Tables tables) {
    Connections connections = closing.add(new Connections(options.times(), ground.clock()));
    LambdaDoor lambdaDoor = doors.lambdaDoor();
    Schedules schedules = closing.add(Schedules.of(ground.deployment(), lambdaDoor));
    ground.endpoints().put("BEDROCK_RUNTIME", bedrock.uri());
    ground.endpoints().put("DYNAMODB", tables.uri());
    ground.endpoints().put("LAMBDA", doors.lambdaApi(lambdaDoor));
    ground.endpoints().put("SNS", doors.topicApi());
    Urls urls = open(ground, doors, connections);
    Optional<Customers> customers = Customers.in(tables, ground.clock());
    Optional<Token> token = customers.map(it -> it.add(NewCustomer.unlimited("local", "Local")));
    Controls controls =
        new Controls(
            doors.lambda(),
            bedrock,
            tables,
            lambdaDoor.asyncEvents(),
            ground.queues(),
            ground.topics(),
            connections,
            schedules,
            account(ground, tables),
            customers);
    URI controlUrl = doors.listen("control", options.ports().control(), new ControlDoor(controls));
    Optional<URI> page = doors.page(options.page(), config(urls, token, ground));
    schedules.start();
    if (options.warm()) {
      warmUp(doors.lambda());
    }
    return new LocalStack.Running(ground, urls, controls, page, controlUrl, token);
  }

  private static Account account(Ground ground, Tables tables) {
    return new Account(
        ground.deployment().arns().region(),
        tables.uri(),
        ground.iam().administrator(),
        ground.deployment().outputs());
  }

  private static Urls open(Ground ground, FrontDoors doors, Connections connections) {
    List<URI> webSockets = doors.webSocketUrls(connections);
    webSockets.stream()
        .findFirst()
        .ifPresent(url -> ground.endpoints().put(MANAGEMENT, management(url)));
    ground.endpoints().complete();
    return new Urls(doors.functionUrls(), doors.restUrls(), webSockets);
  }

  private static PageConfig config(Urls urls, Optional<Token> token, Ground ground) {
    return new PageConfig(
        urls.function(),
        urls.restApi(),
        urls.webSocket(),
        token.map(Token::text),
        Example.models(ground.iam()));
  }

  // `@connections` has the handshake's address, over HTTP.
  private static URI management(URI webSocketUrl) {
    return URI.create("http" + webSocketUrl.toString().substring("ws".length()));
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
