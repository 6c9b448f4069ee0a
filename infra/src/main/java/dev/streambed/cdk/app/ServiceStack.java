package dev.streambed.cdk.app;

import dev.streambed.cdk.Streambed;
import dev.streambed.cdk.StreambedProps;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/** Everything except the tables; it can be deleted and deployed again without losing a customer. */
final class ServiceStack extends Stack {
  private final Streambed streambed;

  ServiceStack(App app, String id, StreambedProps props, ExistingResources existing) {
    super(app, id, props(existing));
    this.streambed = new Streambed(this, "Streambed", existing.addTo(props, this));
    streambed.functionUrl().ifPresent(url -> output("FunctionUrl", url));
    streambed.cloudFrontUrl().ifPresent(url -> output("CloudFrontUrl", url));
    streambed
        .distribution()
        .ifPresent(made -> output("CloudFrontDomainTarget", made.getDistributionDomainName()));
    streambed.restUrl().ifPresent(url -> output("RestUrl", url));
    streambed.webSocketUrl().ifPresent(url -> output("WebSocketUrl", url));
    streambed
        .restDomain()
        .ifPresent(domain -> output("RestDomainTarget", domain.getDomainNameAliasDomainName()));
    streambed
        .webSocketDomain()
        .ifPresent(domain -> output("WebSocketDomainTarget", domain.getRegionalDomainName()));
    streambed.alarmTopic().ifPresent(topic -> output("TopicArn", topic.getTopicArn()));
    output("ModelIds", String.join(",", streambed.modelIds()));
    output("FunctionName", streambed.function().getFunctionName());
    output("LogGroupName", streambed.logGroup().getLogGroupName());
  }

  Streambed streambed() {
    return streambed;
  }

  private static StackProps props(ExistingResources existing) {
    var props = StackProps.builder().description("Streambed: the gateway and its front doors");
    existing.environment().ifPresent(props::env);
    return props.build();
  }

  private void output(String id, String value) {
    CfnOutput.Builder.create(this, id).value(value).build();
  }
}
