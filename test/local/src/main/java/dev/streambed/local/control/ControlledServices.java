package dev.streambed.local.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.local.customers.Customers;
import dev.streambed.local.domain.Json;
import dev.streambed.local.iam.Credentials;
import dev.streambed.local.invoke.PendingAsyncEvents;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.messaging.Queues;
import dev.streambed.local.messaging.Topics;
import dev.streambed.local.tables.Tables;
import dev.streambed.local.triggers.Schedules;
import dev.streambed.local.websocket.Connections;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The services that the control endpoint controls.
///
/// @param lambda the functions
/// @param bedrock the Bedrock endpoint
/// @param tables the tables
/// @param pendingAsyncEvents the waiting asynchronous invocations
/// @param queues the queues
/// @param topics the topics
/// @param connections the open WebSocket connections
/// @param schedules the schedule rules
/// @param accountInfo what the owner of the account knows
/// @param customers creates customers, if the template has their tables
public record ControlledServices(
    Lambda lambda,
    BedrockEndpoint bedrock,
    Tables tables,
    PendingAsyncEvents pendingAsyncEvents,
    Queues queues,
    Topics topics,
    Connections connections,
    Schedules schedules,
    AccountInfo accountInfo,
    Optional<Customers> customers) {
  /// What the owner of the account knows about it.
  ///
  /// @param region the region of every stack
  /// @param dynamoDb where DynamoDB is
  /// @param administrator credentials that may do everything, here and nowhere else
  /// @param outputs of all stacks, by name
  /// @param frontDoors the first URL of each kind, named as in the state file; without TLS, which
  ///   they also take
  public record AccountInfo(
      String region,
      URI dynamoDb,
      Credentials administrator,
      Map<String, String> outputs,
      Map<String, URI> frontDoors) {

    ObjectNode json() {
      ObjectNode json = Json.object().put("region", region).put("dynamoDbUrl", dynamoDb.toString());
      json.putObject("credentials")
          .put("accessKeyId", administrator.accessKeyId())
          .put("secretAccessKey", administrator.secretAccessKey())
          .put("sessionToken", administrator.sessionToken());
      ObjectNode named = json.putObject("outputs");
      new TreeMap<>(outputs).forEach(named::put);
      ObjectNode urls = json.putObject("frontDoors");
      new TreeMap<>(frontDoors).forEach((name, url) -> urls.put(name, url.toString()));
      return json;
    }
  }
}
