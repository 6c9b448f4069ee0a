package dev.streambed.local.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.iam.Credentials;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/// What whoever runs the account would know of it.
///
/// @param region where every stack stands
/// @param dynamoDb where DynamoDB is
/// @param administrator credentials that may do everything, here and nowhere else
/// @param outputs of all stacks, by name
public record AccountInfo(
    String region, URI dynamoDb, Credentials administrator, Map<String, String> outputs) {

  ObjectNode json() {
    ObjectNode json = Json.object().put("region", region).put("dynamoDbUrl", dynamoDb.toString());
    json.putObject("credentials")
        .put("accessKeyId", administrator.accessKeyId())
        .put("secretAccessKey", administrator.secretAccessKey())
        .put("sessionToken", administrator.sessionToken());
    ObjectNode named = json.putObject("outputs");
    new TreeMap<>(outputs).forEach(named::put);
    return json;
  }
}
