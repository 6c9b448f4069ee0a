package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.Stack;

/** A model that is invoked by its ARN and needs no other permission. */
record ModelByArn(String arn) implements InvokableModel {
  ModelByArn {
    ModelId.requireArn(
        arn,
        ModelArn.FOUNDATION_MODEL,
        ModelArn.PROVISIONED_MODEL,
        ModelArn.IMPORTED_MODEL,
        ModelArn.CUSTOM_DEPLOYMENT);
  }

  @Override
  public String modelId() {
    return arn;
  }

  @Override
  public List<InvokableResource> grants(Stack stack) {
    return List.of(InvokableResource.always(arn));
  }
}
