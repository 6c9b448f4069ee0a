package dev.streambed.local.invoke;

import dev.streambed.local.iam.Decision;
import dev.streambed.local.iam.Question;
import dev.streambed.local.template.Resource;
import dev.streambed.local.vocabulary.LocalStackException;
import java.util.Map;

/// Checks that Lambda could send to every destination, as it does itself when they are configured.
///
/// @param functions the functions, their roles and the queues
record Destinations(Functions functions) {

  private static final String ACTION = "sqs:SendMessage";

  void check(Map<String, AsyncSettings> settings) {
    settings.forEach((functionArn, its) ->
        its.onFailure().ifPresent(destination -> check(functionArn, destination)));
  }

  private void check(String functionArn, String destination) {
    if (!functions.queues().has(destination)) {
      throw LocalStackException.unsupported("the destination " + destination);
    }
    String role = function(functionArn).text("Role");
    switch (functions.iam().decideFor(role, new Question(ACTION, destination))) {
      case Decision.Allowed _ -> {}
      case Decision.Denied _ ->
          throw LocalStackException.assembly(
              "Lambda refuses the destination %s of %s: the role %s may not do %s there"
                  .formatted(destination, functionArn, role, ACTION));
    }
  }

  private Resource function(String qualified) {
    return functions.deployment().resources("AWS::Lambda::Function").stream()
        .filter(it -> (qualified + ":").startsWith(it.attribute("Arn") + ":"))
        .findFirst()
        .orElseThrow(() ->
            LocalStackException.assembly("no function " + qualified + " for an EventInvokeConfig"));
  }
}
