package dev.streambed.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;

/** Bedrock's ARNs in the account of a stack, and in one region. */
record BedrockArns(Stack stack, String region) {
  static final String PROFILE_KEY = "bedrock:InferenceProfileArn";
  private static final String REGION_KEY = "aws:RequestedRegion";

  /** The region that IAM sees in a call that a global profile routes to another region. */
  private static final String NO_REGION = "unspecified";

  static BedrockArns of(Stack stack) {
    return new BedrockArns(stack, stack.getRegion());
  }

  String foundationModel(String id) {
    return foundationModel(region, id);
  }

  String foundationModel(String where, String id) {
    // Foundation models belong to AWS: their ARN has no account.
    return arn("foundation-model", id, where, "");
  }

  List<InvokableResource> geographicProfile(String id, List<String> regions) {
    return geographicProfile(inferenceProfile(id), id, regions);
  }

  List<InvokableResource> geographicProfile(String profile, String id, List<String> regions) {
    var grants = new ArrayList<InvokableResource>();
    grants.add(InvokableResource.always(profile));
    for (String destination : regions) {
      var model = foundationModel(destination, ModelId.behind(id));
      grants.add(InvokableResource.when(model, Map.of(PROFILE_KEY, profile)));
    }
    return grants;
  }

  List<InvokableResource> globalProfile(String id) {
    return globalProfile(inferenceProfile(id), region, id);
  }

  List<InvokableResource> globalProfile(String profile, String where, String id) {
    var model = ModelId.behind(id);
    return List.of(
        InvokableResource.always(profile),
        InvokableResource.when(foundationModel(where, model), Map.of(PROFILE_KEY, profile)),
        InvokableResource.when(
            foundationModel("", model), Map.of(PROFILE_KEY, profile, REGION_KEY, NO_REGION)));
  }

  /** Whether a profile is system-defined, so that it calls only the model of its name. */
  static boolean isOfAws(String profile) {
    return profile.contains(":inference-profile/");
  }

  /** The foundation model's id, whatever its region. */
  static String modelOf(String foundationModel) {
    return foundationModel.substring(foundationModel.lastIndexOf('/') + 1);
  }

  private String inferenceProfile(String id) {
    return arn("inference-profile", id, region, stack.getAccount());
  }

  private String arn(String resource, String name, String region, String account) {
    return stack.formatArn(
        ArnComponents.builder()
            .service("bedrock")
            .region(region)
            .account(account)
            .resource(resource)
            .resourceName(name)
            .build());
  }
}
