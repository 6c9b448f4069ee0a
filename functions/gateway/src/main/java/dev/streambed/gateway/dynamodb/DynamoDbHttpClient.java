package dev.streambed.gateway.dynamodb;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.aws.AwsRequest;
import dev.streambed.gateway.aws.AwsResponse;
import dev.streambed.gateway.aws.AwsServiceClient;
import dev.streambed.gateway.aws.CallDeadline;
import dev.streambed.gateway.aws.NoResponseException;
import dev.streambed.gateway.json.JsonException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/// DynamoDB's API over HTTP, in the protocol AWS JSON 1.0. Thread-safe.
public final class DynamoDbHttpClient implements DynamoDb {

  private static final String CONTENT_TYPE = "application/x-amz-json-1.0";
  private static final String API = "DynamoDB_20120810.";
  private static final int OK = 200;
  private static final String CHECKSUM = "x-amz-crc32";
  private static final String ERROR_TYPE = "x-amzn-errortype";
  private static final Duration UNLIMITED = Duration.ofDays(1);

  private final AwsServiceClient service;
  private final int attempts;
  private final Retries retries;

  /// @param service sends to DynamoDB
  /// @param attempts how often a request is sent at most
  /// @param random for the pauses between attempts
  public DynamoDbHttpClient(AwsServiceClient service, int attempts, RandomGenerator random) {
    this.service = service;
    this.attempts = attempts;
    this.retries = new Retries(random);
  }

  @Override
  public Map<String, AttributeValue> getItem(TableRequest request) {
    return call("GetItem", request).item();
  }

  @Override
  public void putItem(TableRequest request) {
    var _ = call("PutItem", request);
  }

  @Override
  public Map<String, AttributeValue> updateItem(TableRequest request) {
    return call("UpdateItem", request).item();
  }

  @Override
  public void transactWriteItems(List<TableRequest> updates) {
    var _ = call("TransactWriteItems", TableRequest.transaction(updates));
  }

  @Override
  public void deleteItem(TableRequest request) {
    var _ = call("DeleteItem", request);
  }

  @Override
  public ItemPage query(TableRequest request) {
    return call("Query", request).page();
  }

  @Override
  public ItemPage scan(TableRequest request) {
    return call("Scan", request).page();
  }

  private TableResponse call(String operation, TableRequest request) {
    Map<String, String> headers =
        Map.of("content-type", CONTENT_TYPE, "x-amz-target", API + operation);
    AwsRequest post = new AwsRequest("/", headers, request.body());
    int cost = 0;
    for (int attempt = 1; ; attempt++) {
      try {
        TableResponse response = send(post, attempt);
        retries.succeeded(cost);
        return response;
      } catch (AwsException e) {
        cost = Retries.cost(e);
        boolean isLast = cost == 0 || attempt == attempts || !retries.take(cost);
        if (isLast || !pause(retries.pause(cost, attempt))) {
          throw e;
        }
      }
    }
  }

  private TableResponse send(AwsRequest post, int attempt) {
    AwsResponse response = service.send(post);
    if (!isIntact(response)) {
      throw NoResponseException.connectionBroken("Crc32MismatchException");
    }
    if (response.head().status() == OK) {
      return success(response);
    }
    throw failure(response, attempt);
  }

  private static boolean isIntact(AwsResponse response) {
    String checksum = response.head().header(CHECKSUM);
    if (checksum == null) {
      return true;
    }
    CRC32 computed = new CRC32();
    computed.update(response.body());
    return checksum.equals(Long.toString(computed.getValue()));
  }

  private static TableResponse success(AwsResponse response) {
    try {
      return TableResponse.read(response.body());
    } catch (JsonException _) {
      throw NoResponseException.connectionBroken("JsonException");
    }
  }

  private static DynamoDbException failure(AwsResponse response, int attempt) {
    int status = response.head().status();
    TableResponse error = errorBody(response);
    String type = response.head().header(ERROR_TYPE);
    String name = errorName(type == null ? error.errorType() : type);
    return name.equals(ConditionalCheckFailedException.NAME)
        ? new ConditionalCheckFailedException(status, error.message(), attempt, error.item())
        : new DynamoDbException(status, name, error.message(), attempt);
  }

  // What is between DynamoDB and the function may answer in another language.
  private static TableResponse errorBody(AwsResponse response) {
    try {
      return TableResponse.read(response.body());
    } catch (JsonException _) {
      return TableResponse.EMPTY;
    }
  }

  // The name may follow a namespace and `#`, and be followed by a colon and a URL.
  private static String errorName(String type) {
    int end = type.indexOf(':');
    String name = end < 0 ? type : type.substring(0, end);
    name = name.substring(name.indexOf('#') + 1);
    return name.isEmpty() ? DynamoDbException.class.getSimpleName() : name;
  }

  /// @return false when the caller does not wait that long, or the thread was interrupted
  private static boolean pause(Duration pause) {
    if (CallDeadline.remaining(UNLIMITED).compareTo(pause) <= 0) {
      return false;
    }
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
