package dev.streambed.gateway.session;

import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.LogSink;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.StopCause;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.dynamodb.TableRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Requests to stop streamed answers of HTTP front doors, in the table `sessions`. Only a request
/// to stop writes a row. Thread-safe.
public final class StopRequests {

  private static final String ANSWER = "GEN";
  private static final String STOP = "stop";
  private static final String RESERVATIONS = "reservations";

  /// `stop` may be a reserved word of DynamoDB.
  private static final Map<String, String> NAMES = Map.of("#stop", STOP);

  private final DynamoDb dynamoDb;
  private final String table;
  private final LogSink log;

  /// @param table the name of the table `sessions`
  StopRequests(DynamoDb dynamoDb, String table, LogSink log) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.log = log;
  }

  /// Builds this from the table `sessions`.
  public static StopRequests of(GatewayDependencies gatewayDependencies) {
    return new StopRequests(
        gatewayDependencies.dynamoDb(),
        gatewayDependencies.settings().tables().sessions(),
        gatewayDependencies.log());
  }

  /// Requests that running answers stop, in place of an earlier request for this id.
  ///
  /// @param reservations of all running answers with this id; a later one with the same id is not
  ///   stopped
  /// @param expiresAt when the answers have ended in any case
  /// @throws dev.streambed.gateway.aws.AwsException when the table cannot be written
  public void put(
      CustomerId customer, RequestId requestId, List<String> reservations, Instant expiresAt) {
    Map<String, AttributeValue> item = new HashMap<>(key(customer, requestId));
    item.put(STOP, AttributeValue.fromS(StopCause.STOPPED.wireName()));
    item.put(RESERVATIONS, AttributeValue.fromSs(reservations));
    item.put("expiresAt", RowAttributes.seconds(expiresAt));
    dynamoDb.putItem(TableRequest.of(table).item(item));
  }

  /// An answer that such a request stops. Nothing is written for it.
  ///
  /// @param reservation of this answer
  public RunningAnswer answer(CustomerId customer, RequestId requestId, String reservation) {
    return RunningAnswer.of(
        new HttpAnswer(
            this, customer, requestId, reservation, new UnstoppableAnswerLog(log, requestId)));
  }

  private Optional<StopCause> find(HttpAnswer answer) {
    Map<String, AttributeValue> row =
        dynamoDb.getItem(
            TableRequest.of(table)
                .key(key(answer.customer(), answer.requestId()))
                .projectionExpression("#stop, reservations")
                .expressionAttributeNames(NAMES));
    AttributeValue reservations = row.get(RESERVATIONS);
    return reservations != null && reservations.ss().contains(answer.reservation())
        ? StopCause.of(RowAttributes.text(row, STOP))
        : Optional.empty();
  }

  private static Map<String, AttributeValue> key(CustomerId customer, RequestId requestId) {
    return Map.of(
        "connectionId",
        AttributeValue.fromS("HTTP#" + customer.value() + "#" + requestId.value()),
        "item",
        AttributeValue.fromS(ANSWER));
  }

  /// A streamed answer of an HTTP front door.
  record HttpAnswer(
      StopRequests requests,
      CustomerId customer,
      RequestId requestId,
      String reservation,
      UnstoppableAnswerLog failureLog)
      implements StoppableAnswer {

    @Override
    public Optional<StopCause> stopCause() {
      return requests.find(this);
    }

    // Its open reservation says that it runs.
    @Override
    public void end() {}
  }
}
