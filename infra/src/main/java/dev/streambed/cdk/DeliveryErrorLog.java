package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.LogStream;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** Where Firehose says what it could not deliver, and why. */
final class DeliveryErrorLog extends Construct {
  private final LogGroup group;
  private final LogStream stream;

  DeliveryErrorLog(Construct scope, String id) {
    super(scope, id);
    this.group =
        LogGroup.Builder.create(this, "Logs")
            .retention(RetentionDays.THREE_MONTHS)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    this.stream =
        LogStream.Builder.create(this, "Stream")
            .logGroup(group)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
  }

  CfnDeliveryStream.CloudWatchLoggingOptionsProperty options() {
    return CfnDeliveryStream.CloudWatchLoggingOptionsProperty.builder()
        .enabled(true)
        .logGroupName(group.getLogGroupName())
        .logStreamName(stream.getLogStreamName())
        .build();
  }

  PolicyStatement permission() {
    return PolicyStatement.Builder.create()
        .actions(List.of("logs:PutLogEvents"))
        .resources(List.of(group.getLogGroupArn()))
        .build();
  }
}
