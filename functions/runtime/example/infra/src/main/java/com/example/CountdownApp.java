package com.example;

import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlOptions;
import software.amazon.awscdk.services.lambda.InvokeMode;
import software.amazon.awscdk.services.lambda.Runtime;

/// The function behind a Function URL that streams. Anybody may call it.
public final class CountdownApp {

  private CountdownApp() {}

  public static void main(String[] arguments) {
    var app = new App();
    var stack = new Stack(app, "Countdown");
    var function =
        Function.Builder.create(stack, "Function")
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .handler("com.example.Countdown")
            .code(Code.fromAsset("../function/target/function.zip"))
            .environment(Map.of("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/bootstrap"))
            .memorySize(512)
            .timeout(Duration.seconds(30))
            .build();
    var url =
        function.addFunctionUrl(
            FunctionUrlOptions.builder()
                .authType(FunctionUrlAuthType.NONE)
                .invokeMode(InvokeMode.RESPONSE_STREAM)
                .build());
    CfnOutput.Builder.create(stack, "Url").value(url.getUrl()).build();
    app.synth();
  }
}
