package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** A function that may invoke itself: CloudFormation refuses resources that wait for each other. */
class DependencyCycleTest {
  private final Stack stack = new Stack(new App(), "Sample");
  private final Streambed streambed = new Streambed(stack, "Streambed", SampleProps.least());

  @Test
  void noResourceWaitsForItself() {
    assertThatNoException().isThrownBy(() -> Template.fromStack(stack));
  }

  @Test
  void thePolicyThatTheFunctionWaitsForCannotNameTheAlias() {
    streambed
        .function()
        .addToRolePolicy(
            PolicyStatement.Builder.create()
                .actions(List.of("lambda:InvokeFunction"))
                .resources(List.of(streambed.alias().getFunctionArn()))
                .build());
    assertThatThrownBy(() -> Template.fromStack(stack)).hasMessageContaining("cycle");
  }
}
