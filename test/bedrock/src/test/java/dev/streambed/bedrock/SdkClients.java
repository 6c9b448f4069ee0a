package dev.streambed.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

/// The AWS SDK, talking to an endpoint.
record SdkClients(BedrockRuntimeAsyncClient client) implements AutoCloseable {

  static final String ACCESS_KEY_ID = "AKIDEXAMPLE";
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  static SdkClients to(URI endpoint) {
    return to(endpoint, SECRET);
  }

  static SdkClients to(URI endpoint, String secret) {
    return new SdkClients(
        BedrockRuntimeAsyncClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY_ID, secret)))
            .build());
  }

  InvokeModelResponse invoke(String modelId, byte[] body) {
    return client
        .invokeModel(request -> request.modelId(modelId).body(SdkBytes.fromByteArray(body)))
        .join();
  }

  /// The documents of a streamed answer.
  ///
  /// @throws CompletionException with the SDK's own exception
  List<JsonNode> stream(String modelId, byte[] body) {
    return stream(modelId, body, _ -> {});
  }

  /// @param more sets what the request asks of Bedrock itself
  List<JsonNode> stream(
      String modelId, byte[] body, Consumer<InvokeModelWithResponseStreamRequest.Builder> more) {
    List<JsonNode> documents = Collections.synchronizedList(new ArrayList<>());
    InvokeModelWithResponseStreamResponseHandler handler =
        InvokeModelWithResponseStreamResponseHandler.builder()
            .subscriber(
                InvokeModelWithResponseStreamResponseHandler.Visitor.builder()
                    .onChunk(chunk -> documents.add(json(chunk.bytes())))
                    .build())
            .build();
    client
        .invokeModelWithResponseStream(
            request -> {
              request.modelId(modelId).body(SdkBytes.fromByteArray(body));
              more.accept(request);
            },
            handler)
        .join();
    return documents;
  }

  static JsonNode json(SdkBytes bytes) {
    return Json.read(bytes.asByteArray()).orElseThrow();
  }

  @Override
  public void close() {
    client.close();
  }
}
