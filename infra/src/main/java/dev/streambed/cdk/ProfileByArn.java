package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.Stack;

/** A system-defined profile, geographic or global, that callers refer to by its ARN. */
record ProfileByArn(String arn) implements InvokableModel {
  ProfileByArn {
    ModelId.requireArn(arn, ModelArn.INFERENCE_PROFILE);
    ModelId.requireProfile(ModelArn.of(arn).name());
  }

  @Override
  public String modelId() {
    return arn;
  }

  @Override
  public List<InvokableResource> grants(Stack stack) {
    var profile = ModelArn.of(arn);
    return ModelId.isGlobal(profile.name())
        ? BedrockArns.of(stack).globalProfile(arn, profile.region(), profile.name())
        : BedrockArns.of(stack).geographicProfile(arn, profile.name(), List.of("*"));
  }
}
