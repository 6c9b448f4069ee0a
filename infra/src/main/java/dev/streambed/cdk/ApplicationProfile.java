package dev.streambed.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;

/** An application inference profile, given by its ARN. */
record ApplicationProfile(String arn, String foundationModelId) implements InvokableModel {
  ApplicationProfile {
    ModelId.requireApplicationProfile(arn);
    ModelId.requireValid(foundationModelId);
  }

  @Override
  public String modelId() {
    return arn;
  }

  @Override
  public List<InvokableResource> grants(Stack stack) {
    var everywhere = BedrockArns.of(stack).foundationModel("*", foundationModelId);
    return List.of(
        InvokableResource.always(arn),
        InvokableResource.when(everywhere, Map.of(BedrockArns.PROFILE_KEY, arn)));
  }
}
