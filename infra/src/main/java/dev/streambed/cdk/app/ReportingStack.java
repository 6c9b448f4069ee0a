package dev.streambed.cdk.app;

import dev.streambed.cdk.ReportingSettings;
import dev.streambed.cdk.StreambedReporting;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.logs.ILogGroup;

/** Usage reports; it can be deployed and deleted without affecting the service. */
final class ReportingStack extends Stack {

  ReportingStack(
      App app,
      String id,
      ILogGroup logGroup,
      ReportingSettings settings,
      ExistingResources existing) {
    super(app, id, props(existing));
    var encrypted = existing.importKey(this).map(settings::withEncryptionKey).orElse(settings);
    var reporting = new StreambedReporting(this, "Reporting", logGroup, encrypted);
    output("UsageBucketName", reporting.bucket().getBucketName());
    output("DatabaseName", reporting.databaseName());
    output("WorkGroupName", reporting.workGroupName());
  }

  private static StackProps props(ExistingResources existing) {
    var props = StackProps.builder().description("Streambed: reports of usage");
    existing.environment().ifPresent(props::env);
    return props.build();
  }

  private void output(String id, String value) {
    CfnOutput.Builder.create(this, id).value(value).build();
  }
}
