package dev.streambed.local.invoke;

import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How Lambda handles failed asynchronous invocations of one version or alias.
///
/// @param retries how often an invocation is retried after a function error
/// @param maximumAge how long an event may wait
/// @param onFailure the ARN of the destination for records of failures
record EventInvokeConfig(int retries, Duration maximumAge, Optional<String> onFailure) {

  private static final int RETRIES = 2;
  private static final int AGE_SECONDS = 21_600;

  /// The configuration of a function that declares none.
  static EventInvokeConfig byDefault() {
    return new EventInvokeConfig(RETRIES, Duration.ofSeconds(AGE_SECONDS), Optional.empty());
  }

  EventInvokeConfig withAge(Duration changed) {
    return new EventInvokeConfig(retries, changed, onFailure);
  }

  /// Every declared configuration, by the ARN of its version or alias.
  static Map<String, EventInvokeConfig> of(Deployment deployment) {
    Map<String, EventInvokeConfig> byArn = new HashMap<>();
    for (Resource config : deployment.resources("AWS::Lambda::EventInvokeConfig")) {
      config.only(
          "DestinationConfig",
          "FunctionName",
          "MaximumEventAgeInSeconds",
          "MaximumRetryAttempts",
          "Qualifier");
      byArn.put(arn(config), read(config));
    }
    return Map.copyOf(byArn);
  }

  private static EventInvokeConfig read(Resource config) {
    if (config.property("DestinationConfig").has("OnSuccess")) {
      throw config.unsupported("DestinationConfig.OnSuccess");
    }
    String destination =
        config.property("DestinationConfig").path("OnFailure").path("Destination").asText();
    return new EventInvokeConfig(
        config.number("MaximumRetryAttempts", RETRIES),
        Duration.ofSeconds(config.number("MaximumEventAgeInSeconds", AGE_SECONDS)),
        Optional.of(destination).filter(it -> !it.isEmpty()));
  }

  private static String arn(Resource config) {
    String qualifier = config.text("Qualifier");
    String plain =
        InvokeRequest.functionArn(config.text("FunctionName"), Optional.empty(), config.arns());
    return qualifier.equals("$LATEST") ? plain : plain + ":" + qualifier;
  }
}
