package dev.streambed.local.template;

import java.util.Optional;

/// `Ref` and `Fn::GetAtt` of AWS Lambda's resources.
final class LambdaReturnValues {

  private static final int LONGEST_NAME = 64;
  private static final int URL_ID = 32;

  private LambdaReturnValues() {}

  static Optional<String> function(ResourceNaming it, String attribute) {
    String name = it.name("FunctionName", LONGEST_NAME);
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF -> name;
          case "Arn" -> it.arns().arn("lambda", "function:" + name);
          default -> null;
        });
  }

  static Optional<String> version(ResourceNaming it, String attribute) {
    String number = Integer.toString(it.rank("FunctionName") + 1);
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF, "FunctionArn" -> functionArn(it, "FunctionName") + ":" + number;
          case "Version" -> number;
          default -> null;
        });
  }

  static Optional<String> alias(ResourceNaming it, String attribute) {
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF, "AliasArn" ->
              functionArn(it, "FunctionName") + ":" + it.text("Name").orElseThrow();
          default -> null;
        });
  }

  static Optional<String> capacityProvider(ResourceNaming it, String attribute) {
    String name = it.name("CapacityProviderName", LONGEST_NAME);
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF -> name;
          case "Arn" -> it.arns().arn("lambda", "capacity-provider:" + name);
          default -> null;
        });
  }

  static Optional<String> url(ResourceNaming it, String attribute) {
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF, "FunctionArn" -> functionArn(it, "TargetFunctionArn");
          case "FunctionUrl" ->
              "https://" + urlId(it) + ".lambda-url." + it.arns().region() + ".on.aws/";
          default -> null;
        });
  }

  private static String urlId(ResourceNaming it) {
    return it.random(URL_ID);
  }

  private static String functionArn(ResourceNaming it, String property) {
    String function = it.text(property).orElseThrow();
    return function.startsWith("arn:") ? function : it.arns().arn("lambda", "function:" + function);
  }
}
