package dev.streambed.local.template;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The supported resource types, and those that are ignored.
final class SupportedTypes {

  private static final Map<String, ReturnValues> KNOWN =
      Map.ofEntries(
          Map.entry("AWS::ApiGateway::Account", ReturnValues::byName),
          Map.entry("AWS::ApiGateway::Deployment", ApiGatewayReturnValues::deployment),
          Map.entry("AWS::ApiGateway::GatewayResponse", ReturnValues::byName),
          Map.entry("AWS::ApiGateway::Method", ReturnValues::byName),
          Map.entry("AWS::ApiGateway::Resource", ApiGatewayReturnValues::resource),
          Map.entry("AWS::ApiGateway::RestApi", ApiGatewayReturnValues::restApi),
          Map.entry("AWS::ApiGateway::Stage", ApiGatewayReturnValues::stage),
          Map.entry("AWS::ApiGatewayV2::Api", ApiGatewayReturnValues::webSocketApi),
          Map.entry("AWS::ApiGatewayV2::Deployment", ApiGatewayReturnValues::deployment),
          Map.entry("AWS::ApiGatewayV2::Integration", ApiGatewayReturnValues::integration),
          Map.entry("AWS::ApiGatewayV2::Route", ApiGatewayReturnValues::route),
          Map.entry("AWS::ApiGatewayV2::RouteResponse", ApiGatewayReturnValues::routeResponse),
          Map.entry("AWS::ApiGatewayV2::Stage", ApiGatewayReturnValues::stage),
          Map.entry("AWS::Athena::WorkGroup", MonitoringReturnValues::named),
          Map.entry("AWS::CloudFront::Distribution", CloudFrontReturnValues::distribution),
          Map.entry("AWS::DynamoDB::GlobalTable", NamedResourceReturnValues::table),
          Map.entry("AWS::DynamoDB::Table", NamedResourceReturnValues::table),
          Map.entry("AWS::EC2::SecurityGroup", NamedResourceReturnValues::securityGroup),
          Map.entry("AWS::Events::Rule", EventReturnValues::rule),
          Map.entry("AWS::Glue::Database", MonitoringReturnValues::named),
          Map.entry("AWS::Glue::Table", MonitoringReturnValues::named),
          Map.entry("AWS::IAM::ManagedPolicy", NamedResourceReturnValues::managedPolicy),
          Map.entry("AWS::IAM::Policy", ReturnValues::byName),
          Map.entry("AWS::IAM::Role", NamedResourceReturnValues::role),
          Map.entry("AWS::KMS::Key", EventReturnValues::key),
          Map.entry("AWS::KinesisFirehose::DeliveryStream", MonitoringReturnValues::deliveryStream),
          Map.entry("AWS::Lambda::Alias", LambdaReturnValues::alias),
          Map.entry("AWS::Lambda::CapacityProvider", LambdaReturnValues::capacityProvider),
          Map.entry("AWS::Lambda::EventInvokeConfig", ReturnValues::byName),
          Map.entry("AWS::Lambda::Function", LambdaReturnValues::function),
          Map.entry("AWS::Lambda::Permission", ReturnValues::byName),
          Map.entry("AWS::Lambda::Url", LambdaReturnValues::url),
          Map.entry("AWS::Lambda::Version", LambdaReturnValues::version),
          Map.entry("AWS::Logs::LogGroup", NamedResourceReturnValues::logGroup),
          Map.entry("AWS::Logs::LogStream", ReturnValues::byName),
          Map.entry("AWS::S3::Bucket", MonitoringReturnValues::bucket),
          Map.entry("AWS::SNS::Subscription", EventReturnValues::subscription),
          Map.entry("AWS::SNS::Topic", EventReturnValues::topic),
          Map.entry("AWS::SNS::TopicPolicy", ReturnValues::byName),
          Map.entry("AWS::SQS::Queue", NamedResourceReturnValues::queue),
          Map.entry("AWS::SQS::QueuePolicy", ReturnValues::byName));

  /// They describe or monitor other resources; callers see no effect of them.
  private static final Set<String> HARMLESS =
      Set.of(
          "AWS::Athena::NamedQuery",
          "AWS::CDK::Metadata",
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::Logs::MetricFilter",
          "AWS::Logs::SubscriptionFilter",
          "AWS::S3::BucketPolicy");

  private SupportedTypes() {}

  static Optional<ReturnValues> returnValues(String type) {
    return Optional.ofNullable(KNOWN.get(type));
  }

  static boolean isIgnored(String type) {
    return HARMLESS.contains(type);
  }
}
