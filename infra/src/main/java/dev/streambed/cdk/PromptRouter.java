package dev.streambed.cdk;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;

/** A prompt router and the models that it chooses from. */
record PromptRouter(String arn, List<BedrockModel> models) implements InvokableModel {
  PromptRouter {
    ModelId.requireArn(arn, ModelArn.PROMPT_ROUTER, ModelArn.DEFAULT_PROMPT_ROUTER);
    models = List.copyOf(models);
    PropsCheck.that(!models.isEmpty(), "promptRouter: name the models that it chooses from");
    PropsCheck.that(
        models.stream().noneMatch(PromptRouter.class::isInstance),
        "promptRouter: a router chooses from models, not from routers");
  }

  @Override
  public String modelId() {
    return arn;
  }

  @Override
  public List<InvokableResource> grants(Stack stack) {
    return Stream.concat(
            Stream.of(InvokableResource.always(arn)),
            models.stream().flatMap(model -> InvokableModel.of(model).grants(stack).stream()))
        .toList();
  }
}
