package dev.streambed.local.invoke;

import dev.streambed.local.domain.LocalStackException;
import dev.streambed.local.iam.AccessRequest;
import dev.streambed.local.iam.Decision;
import dev.streambed.local.template.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Sends Lambda's records of failures to their destinations: queues and topics.
///
/// @param lambdaApiContext the functions, their roles, and the queues and topics
record FailureDestinations(LambdaApiContext lambdaApiContext) {

  private static final String TO_QUEUE = "sqs:SendMessage";
  private static final String TO_TOPIC = "sns:Publish";
  private static final List<String> KEY_ACTIONS = List.of("kms:GenerateDataKey", "kms:Decrypt");

  /// The largest SNS message in bytes. Lambda leaves the event and the response out of a larger
  /// record.
  private static final int LARGEST_NOTIFICATION = 256 * 1024;

  /// Checks that Lambda may send to every destination, as Lambda does when they are configured.
  void check(Map<String, EventInvokeConfig> settings) {
    settings.forEach((functionArn, its) ->
        its.onFailure().ifPresent(destination -> check(functionArn, destination)));
  }

  /// Sends a record.
  void send(String destination, FailureRecord record, Instant now) {
    String json = record.json(now);
    if (lambdaApiContext.queues().has(destination)) {
      lambdaApiContext.queues().send(destination, json);
      return;
    }
    boolean fits = json.getBytes(StandardCharsets.UTF_8).length <= LARGEST_NOTIFICATION;
    lambdaApiContext.topics().publish(destination, fits ? json : record.withoutPayloads(now));
  }

  private void check(String functionArn, String destination) {
    String role = function(functionArn).text("Role");
    if (lambdaApiContext.queues().has(destination)) {
      check(functionArn, role, new AccessRequest(TO_QUEUE, destination));
    } else if (lambdaApiContext.topics().has(destination)) {
      check(functionArn, role, new AccessRequest(TO_TOPIC, destination));
      lambdaApiContext
          .topics()
          .keyOf(destination)
          .ifPresent(key ->
              KEY_ACTIONS.forEach(action ->
                  check(
                      functionArn,
                      role,
                      AccessRequest.ofKey(
                          action, key, "sns", lambdaApiContext.deployment().arns().region()))));
    } else {
      throw LocalStackException.unsupported("the destination " + destination);
    }
  }

  private void check(String functionArn, String role, AccessRequest accessRequest) {
    switch (lambdaApiContext.iam().decideForRole(role, accessRequest)) {
      case Decision.Allowed _ -> {}
      case Decision.Denied _ ->
          throw LocalStackException.assembly(
              "Lambda refuses the destination of %s: the role %s may not do %s on %s"
                  .formatted(functionArn, role, accessRequest.action(), accessRequest.resource()));
    }
  }

  private Resource function(String qualified) {
    return lambdaApiContext.deployment().resources("AWS::Lambda::Function").stream()
        .filter(it -> (qualified + ":").startsWith(it.attribute("Arn") + ":"))
        .findFirst()
        .orElseThrow(() ->
            LocalStackException.assembly("no function " + qualified + " for an EventInvokeConfig"));
  }
}
