package dev.streambed.bench.choices;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler.Visitor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.utils.AttributeMap;

/// One process that queries the tables, then the model, and prints when the first event arrived.
final class ClientProbe {

  private static final AttributeMap OPTIONS =
      AttributeMap.builder()
          .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true)
          .put(SdkHttpConfigurationOption.PROTOCOL, Protocol.HTTP1_1)
          .build();

  /// Pairs of clients: one for streams, one for the tables.
  enum Clients {
    CRT_CRT("CRT for both"),
    CRT_URL("CRT, and URLConnection for the tables"),
    NETTY_URL("Netty, and URLConnection for the tables"),
    NETTY_APACHE("Netty, and Apache 5 for the tables (the SDK's defaults)");

    private final String label;

    Clients(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    private SdkAsyncHttpClient streaming() {
      return switch (this) {
        case CRT_CRT, CRT_URL -> AwsCrtAsyncHttpClient.builder().buildWithDefaults(OPTIONS);
        case NETTY_URL, NETTY_APACHE ->
            NettyNioAsyncHttpClient.builder().buildWithDefaults(OPTIONS);
      };
    }

    private SdkHttpClient asking() {
      return switch (this) {
        case CRT_CRT -> AwsCrtHttpClient.builder().buildWithDefaults(OPTIONS);
        case CRT_URL, NETTY_URL -> UrlConnectionHttpClient.builder().buildWithDefaults(OPTIONS);
        case NETTY_APACHE -> Apache5HttpClient.builder().buildWithDefaults(OPTIONS);
      };
    }
  }

  private ClientProbe() {}

  /// Runs the probe.
  ///
  /// @param arguments the clients and the endpoint
  public static void main(String[] arguments) throws Exception {
    Clients clients = Clients.valueOf(arguments[0]);
    URI endpoint = URI.create(arguments[1]);
    ask(to(endpoint, DynamoDbClient.builder()).httpClient(clients.asking()).build());
    readStream(
        to(endpoint, BedrockRuntimeAsyncClient.builder()).httpClient(clients.streaming()).build());
    ProbeOutput.printProcess();
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static void ask(DynamoDbClient tables) {
    Map<String, AttributeValue> key = Map.of("k", AttributeValue.fromS("v"));
    tables.getItem(request -> request.tableName("api-keys").key(key).consistentRead(true));
    tables.getItem(request -> request.tableName("customers").key(key).consistentRead(true));
    tables.updateItem(request ->
        request
            .tableName("limits")
            .key(key)
            .updateExpression("ADD requests :one")
            .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
  }

  private static void readStream(BedrockRuntimeAsyncClient bedrock) throws Exception {
    CompletableFuture<Long> first = new CompletableFuture<>();
    Visitor visitor = Visitor.builder().onChunk(_ -> first.complete(System.nanoTime())).build();
    bedrock
        .invokeModelWithResponseStream(
            InvokeModelWithResponseStreamRequest.builder()
                .modelId("anthropic.claude")
                .body(SdkBytes.fromUtf8String("{}"))
                .build(),
            InvokeModelWithResponseStreamResponseHandler.builder().subscriber(visitor).build())
        .get();
    ProbeOutput.print("first", (double) first.get());
  }

  private static <B extends AwsClientBuilder<B, ?>> B to(URI endpoint, B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing")));
  }
}
