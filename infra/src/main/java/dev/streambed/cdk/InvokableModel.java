package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.Stack;

/** Every kind of {@link BedrockModel}, with the permissions that it requires. */
sealed interface InvokableModel extends BedrockModel
    permits FoundationModel,
        GeographicProfile,
        GlobalProfile,
        ApplicationProfile,
        ModelByArn,
        ProfileByArn,
        PromptRouter {

  /** A model with its permissions. There is no other kind. */
  static InvokableModel of(BedrockModel model) {
    return (InvokableModel) model;
  }

  /** The permissions for this model in the region and account of the stack. */
  default List<InvokableResource> grants(Stack stack) {
    return grants(stack, stack.getRegion());
  }

  /**
   * The permissions for this model when it is called in a region.
   *
   * @throws IllegalArgumentException if it is an ARN, which is called in its own region
   */
  default List<InvokableResource> grants(Stack stack, String region) {
    throw new IllegalArgumentException("an ARN is called in its own Region: " + modelId());
  }
}
