package dev.streambed.local;

import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.local.control.ControlEndpoint;
import dev.streambed.local.control.ControlledServices;
import dev.streambed.local.customers.ApiKey;
import dev.streambed.local.customers.Customers;
import dev.streambed.local.customers.ExampleRequest;
import dev.streambed.local.customers.NewCustomer;
import dev.streambed.local.http.LocalCertificate;
import dev.streambed.local.invoke.LambdaEndpoint;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.page.PageEndpoint;
import dev.streambed.local.tables.DynamoDbLocal;
import dev.streambed.local.tables.Tables;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.triggers.Schedules;
import dev.streambed.local.websocket.Connections;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/// Starts the parts of a stack in order; slow ones start concurrently.
///
/// @param options the options
/// @param closer closes the parts, also when the start fails half-way
record StackStarter(LocalStackOptions options, Closer closer) {

  private static final String MANAGEMENT = "APIGATEWAYMANAGEMENTAPI";

  LocalStack.Running start() {
    Executor threads = task -> Thread.ofPlatform().daemon().name("start").start(task);
    CompletableFuture<DynamoDbLocal> database =
        CompletableFuture.supplyAsync(DynamoDbLocal::open, threads);
    closer.add(() -> database.thenAccept(DynamoDbLocal::close).join());
    StackServices stackServices =
        StackServices.of(
            Deployment.read(options.assembly(), options.place()),
            closer.add(new ServiceEndpoints()));
    CompletableFuture<BedrockEndpoint> bedrock =
        CompletableFuture.supplyAsync(() -> stackServices.bedrock(options), threads);
    CompletableFuture<Tables> tables =
        database.thenApply(it ->
            it.serve(options.ports().dynamoDb(), stackServices.deployment(), stackServices.iam()));
    closer.add(() -> closeStarted(bedrock));
    closer.add(() -> closeStarted(tables));
    Lambda lambda = closer.add(stackServices.lambda(options, closer.add(WorkFolder.create())));
    FrontDoorStarter frontDoorStarter =
        new FrontDoorStarter(stackServices, lambda, options.ports(), certificate(), closer);
    return serve(stackServices, frontDoorStarter, await(bedrock), await(tables));
  }

  private Optional<LocalCertificate> certificate() {
    return options.tls()
        ? Optional.of(LocalCertificate.create(closer.add(WorkFolder.create()).path()))
        : Optional.empty();
  }

  private LocalStack.Running serve(
      StackServices stackServices,
      FrontDoorStarter frontDoorStarter,
      BedrockEndpoint bedrock,
      Tables tables) {
    Connections connections = closer.add(new Connections(options.times(), stackServices.clock()));
    LambdaEndpoint lambdaEndpoint = frontDoorStarter.lambdaEndpoint();
    Schedules schedules = closer.add(Schedules.of(stackServices.deployment(), lambdaEndpoint));
    stackServices
        .serviceEndpoints()
        .put("BEDROCK_RUNTIME", options.bedrockEndpoint().orElse(bedrock.uri()));
    stackServices.serviceEndpoints().put("DYNAMODB", tables.uri());
    stackServices.serviceEndpoints().put("LAMBDA", frontDoorStarter.lambdaApi(lambdaEndpoint));
    stackServices.serviceEndpoints().put("SNS", frontDoorStarter.topicApi());
    FrontDoorStarter.Urls frontDoorUrls = open(stackServices, frontDoorStarter, connections);
    Optional<Customers> customers = Customers.in(tables, stackServices.clock());
    Optional<ApiKey> apiKey = customers.map(it -> it.add(NewCustomer.unlimited("local", "Local")));
    ControlledServices controlledServices =
        new ControlledServices(
            frontDoorStarter.lambda(),
            bedrock,
            tables,
            lambdaEndpoint.asyncEvents(),
            stackServices.queues(),
            stackServices.topics(),
            connections,
            schedules,
            account(stackServices, tables, frontDoorUrls),
            customers);
    URI controlUrl =
        frontDoorStarter.listen(
            "control", options.ports().control(), new ControlEndpoint(controlledServices));
    Optional<URI> page =
        frontDoorStarter.page(options.page(), config(frontDoorUrls, apiKey, stackServices));
    schedules.start();
    if (options.warm()) {
      warmUp(frontDoorStarter.lambda());
    }
    return new LocalStack.Running(
        stackServices,
        frontDoorStarter.certificate().isPresent() ? frontDoorUrls.secure() : frontDoorUrls,
        controlledServices,
        page,
        controlUrl,
        frontDoorStarter.certificate().map(LocalCertificate::caBundle),
        apiKey);
  }

  private static ControlledServices.AccountInfo account(
      StackServices stackServices, Tables tables, FrontDoorStarter.Urls frontDoorUrls) {
    return new ControlledServices.AccountInfo(
        stackServices.deployment().arns().region(),
        tables.uri(),
        stackServices.iam().administrator(),
        stackServices.deployment().outputs(),
        frontDoorUrls.named());
  }

  private static FrontDoorStarter.Urls open(
      StackServices stackServices, FrontDoorStarter frontDoorStarter, Connections connections) {
    List<URI> webSockets = frontDoorStarter.webSocketUrls(connections);
    webSockets.stream()
        .findFirst()
        .ifPresent(url -> stackServices.serviceEndpoints().put(MANAGEMENT, management(url)));
    stackServices.serviceEndpoints().complete();
    return new FrontDoorStarter.Urls(
        frontDoorStarter.functionUrls(), frontDoorStarter.restUrls(), webSockets);
  }

  private static PageEndpoint.Config config(
      FrontDoorStarter.Urls frontDoorUrls, Optional<ApiKey> apiKey, StackServices stackServices) {
    return new PageEndpoint.Config(
        frontDoorUrls.function(),
        frontDoorUrls.restApi(),
        frontDoorUrls.webSocket(),
        apiKey.map(ApiKey::text),
        ExampleRequest.models(stackServices.iam()));
  }

  // `@connections` has the same address as the handshake, over HTTP.
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
      // Nothing to close; the start has reported the failure.
    }
  }
}
