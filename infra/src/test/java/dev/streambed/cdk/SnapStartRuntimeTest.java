package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnapStartRuntimeTest {

  @Test
  void takesASnapshotOfEachVersionOfTheManagedFunction() {
    var template =
        SampleProps.of(
            SampleProps.least().toBuilder()
                .function(FunctionSettings.DEFAULTS.withRuntime(FunctionRuntime.snapStart()))
                .build());
    var function = template.only("AWS::Lambda::Function");
    assertThat(function.text("/Runtime")).isEqualTo("java25");
    assertThat(function.text("/SnapStart/ApplyOn")).isEqualTo("PublishedVersions");
    assertThat(function.text("/Environment/Variables/AWS_LAMBDA_EXEC_WRAPPER"))
        .isEqualTo("/var/task/bootstrap");
  }

  @Test
  void isNotTheDefault() {
    var function = SampleProps.LEAST.only("AWS::Lambda::Function");
    assertThat(function.properties().has("SnapStart")).isFalse();
  }
}
