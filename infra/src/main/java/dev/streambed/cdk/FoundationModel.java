package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.Stack;

/** A foundation model, on demand, in the stack's region. */
record FoundationModel(String id) implements InvokableModel {
  FoundationModel {
    ModelId.requireValid(id);
  }

  @Override
  public String modelId() {
    return id;
  }

  @Override
  public List<InvokableResource> grants(Stack stack, String region) {
    var arns = new BedrockArns(stack, region);
    return List.of(InvokableResource.always(arns.foundationModel(id)));
  }
}
