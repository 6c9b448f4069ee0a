package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.Stack;

/** A system-defined profile that may route to any commercial region. */
record GlobalProfile(String id) implements InvokableModel {
  GlobalProfile {
    ModelId.requireGlobal(id);
  }

  @Override
  public String modelId() {
    return id;
  }

  @Override
  public List<InvokableResource> grants(Stack stack, String region) {
    return new BedrockArns(stack, region).globalProfile(id);
  }
}
