package dev.streambed.bedrock;

import dev.streambed.bedrock.protocol.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The ARNs that IAM looks at when a model is called.
/// <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html>
final class ResourceArns {

  /// Where AWS's own inference profiles route to. A model may use fewer regions; a policy that
  /// allows all of these is right for every model.
  private static final Map<String, List<String>> DESTINATIONS =
      Map.of(
          "us", List.of("us-east-1", "us-east-2", "us-west-2"),
          "eu",
              List.of(
                  "eu-central-1",
                  "eu-north-1",
                  "eu-south-1",
                  "eu-south-2",
                  "eu-west-1",
                  "eu-west-3"),
          "apac",
              List.of(
                  "ap-northeast-1",
                  "ap-northeast-2",
                  "ap-northeast-3",
                  "ap-south-1",
                  "ap-south-2",
                  "ap-southeast-1",
                  "ap-southeast-2"),
          "jp", List.of("ap-northeast-1", "ap-northeast-3"),
          "au", List.of("ap-southeast-2", "ap-southeast-4"),
          "ca", List.of("ca-central-1", "us-east-1", "us-east-2", "us-west-2"),
          "us-gov", List.of("us-gov-east-1", "us-gov-west-1"));

  private final String region;
  private final String accountId;

  ResourceArns(String region, String accountId) {
    this.region = region;
    this.accountId = accountId;
  }

  /// Everything that a call of this model touches; each must be allowed.
  List<String> of(ModelId model) {
    if (model.name().isEmpty()) {
      return List.of(model.text());
    }
    if (model.geography().isEmpty()) {
      return List.of(model.isArn() ? model.text() : foundationModel(region, model.name()));
    }
    List<String> arns = new ArrayList<>();
    arns.add(model.isArn() ? model.text() : inferenceProfile(model.text()));
    arns.add(foundationModel(region, model.name()));
    destinations(model.geography()).stream()
        .filter(destination -> !destination.equals(region))
        .forEach(destination -> arns.add(foundationModel(destination, model.name())));
    return arns;
  }

  /// The resource of a call whose model id Bedrock does not know: IAM answers first.
  List<String> ofUnknown(String modelId) {
    return List.of(modelId.startsWith("arn:") ? modelId : foundationModel(region, modelId));
  }

  /// A global profile's own resource is the model without a region.
  private static List<String> destinations(String geography) {
    return DESTINATIONS.getOrDefault(geography, List.of(""));
  }

  /// The beginning of the ARNs of the account's own resources.
  String owner() {
    return "arn:" + partition() + ":bedrock:" + region + ":" + accountId + ":";
  }

  private String inferenceProfile(String id) {
    return owner() + "inference-profile/" + id;
  }

  private String foundationModel(String in, String name) {
    return "arn:" + partition() + ":bedrock:" + in + "::foundation-model/" + name;
  }

  private String partition() {
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
