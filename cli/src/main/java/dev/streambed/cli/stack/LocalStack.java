package dev.streambed.cli.stack;

import dev.streambed.cli.domain.CliException;
import dev.streambed.cli.domain.FrontDoorUrls;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Finds the tables and the front doors of a stack that `./streambed local` runs on this machine.
///
/// @param control the URL of its control endpoint
record LocalStack(URI control) {

  private static final URI DEFAULT_CONTROL = URI.create("http://127.0.0.1:9484/");
  private static final int TIMEOUT_MILLIS = 10_000;

  static LocalStack onDefaultPort() {
    return new LocalStack(DEFAULT_CONTROL);
  }

  /// @param file the state file, written by `./streambed local --state`
  static LocalStack fromStateFile(Path file) {
    try {
      return new LocalStack(URI.create(required(object(Files.readAllBytes(file)), "controlUrl")));
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new CliException(
          CliException.Code.LOCAL,
          "%s is no state file of a local stack that runs: start it with ./streambed local --state %s"
              .formatted(file, file),
          unreadable);
    }
  }

  StackTables open() {
    return asked(LocalStack::open);
  }

  /// The addresses of its front doors.
  FrontDoorUrls frontDoorUrls() {
    return asked(account -> {
      JsonObject urls = account.objectOrEmpty("frontDoors");
      return new FrontDoorUrls(
          urls.text("functionUrl").map(URI::create),
          urls.text("restUrl").map(URI::create),
          urls.text("webSocketUrl").map(URI::create));
    });
  }

  private <T> T asked(Function<JsonObject, T> reading) {
    try {
      return reading.apply(account());
    } catch (IOException | IllegalArgumentException silent) {
      throw new CliException(
          CliException.Code.LOCAL,
          "no local stack answers at %s: start it with ./streambed local, or give --state FILE"
              .formatted(control),
          silent);
    }
  }

  private static StackTables open(JsonObject account) {
    String region = required(account, "region");
    DynamoDbClient dynamoDb =
        DynamoDbClient.builder()
            .region(Region.of(region))
            .endpointOverride(URI.create(required(account, "dynamoDbUrl")))
            .credentialsProvider(StaticCredentialsProvider.create(credentials(account)))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    Map<String, String> outputs = outputs(account);
    return new StackTables(
        dynamoDb,
        StackTables.Names.of(outputs, "the local stack"),
        region,
        () -> DeployedStack.deployedModels(outputs));
  }

  private JsonObject account() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) control.resolve("account").toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    try (InputStream body = connection.getInputStream()) {
      return object(body.readAllBytes());
    }
  }

  private static AwsSessionCredentials credentials(JsonObject account) {
    JsonObject credentials = account.objectOrEmpty("credentials");
    return AwsSessionCredentials.create(
        required(credentials, "accessKeyId"),
        required(credentials, "secretAccessKey"),
        required(credentials, "sessionToken"));
  }

  private static Map<String, String> outputs(JsonObject account) {
    Map<String, String> outputs = new HashMap<>();
    account
        .objectOrEmpty("outputs")
        .members()
        .forEach((name, value) -> {
          if (value instanceof JsonString(String text)) {
            outputs.put(name, text);
          }
        });
    return outputs;
  }

  private static JsonObject object(byte[] json) throws IOException {
    try {
      if (Json.read(json) instanceof JsonObject object) {
        return object;
      }
      throw new IOException("not a JSON object");
    } catch (JsonException notJson) {
      throw new IOException("not JSON", notJson);
    }
  }

  private static String required(JsonObject object, String name) {
    return object.text(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }
}
