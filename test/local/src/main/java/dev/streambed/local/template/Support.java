package dev.streambed.local.template;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which resource types the local stack knows, and which it may ignore.
final class Support {

  private static final Map<String, Identity> KNOWN =
      Map.ofEntries(
          Map.entry("AWS::ApiGateway::Account", Identity::byName),
          Map.entry("AWS::ApiGateway::Deployment", ApiGatewayIdentities::deployment),
          Map.entry("AWS::ApiGateway::GatewayResponse", Identity::byName),
          Map.entry("AWS::ApiGateway::Method", Identity::byName),
          Map.entry("AWS::ApiGateway::Resource", ApiGatewayIdentities::resource),
          Map.entry("AWS::ApiGateway::RestApi", ApiGatewayIdentities::restApi),
          Map.entry("AWS::ApiGateway::Stage", ApiGatewayIdentities::stage),
          Map.entry("AWS::ApiGatewayV2::Api", ApiGatewayIdentities::webSocketApi),
          Map.entry("AWS::ApiGatewayV2::Deployment", ApiGatewayIdentities::deployment),
          Map.entry("AWS::ApiGatewayV2::Integration", ApiGatewayIdentities::integration),
          Map.entry("AWS::ApiGatewayV2::Route", ApiGatewayIdentities::route),
          Map.entry("AWS::ApiGatewayV2::RouteResponse", ApiGatewayIdentities::routeResponse),
          Map.entry("AWS::ApiGatewayV2::Stage", ApiGatewayIdentities::stage),
          Map.entry("AWS::Athena::WorkGroup", ReportIdentities::named),
          Map.entry("AWS::DynamoDB::GlobalTable", DataIdentities::table),
          Map.entry("AWS::DynamoDB::Table", DataIdentities::table),
          Map.entry("AWS::Events::Rule", EventIdentities::rule),
          Map.entry("AWS::Glue::Database", ReportIdentities::named),
          Map.entry("AWS::Glue::Table", ReportIdentities::named),
          Map.entry("AWS::IAM::ManagedPolicy", DataIdentities::managedPolicy),
          Map.entry("AWS::IAM::Policy", Identity::byName),
          Map.entry("AWS::IAM::Role", DataIdentities::role),
          Map.entry("AWS::KMS::Key", EventIdentities::key),
          Map.entry("AWS::KinesisFirehose::DeliveryStream", ReportIdentities::deliveryStream),
          Map.entry("AWS::Lambda::Alias", LambdaIdentities::alias),
          Map.entry("AWS::Lambda::EventInvokeConfig", Identity::byName),
          Map.entry("AWS::Lambda::Function", LambdaIdentities::function),
          Map.entry("AWS::Lambda::Permission", Identity::byName),
          Map.entry("AWS::Lambda::Url", LambdaIdentities::url),
          Map.entry("AWS::Lambda::Version", LambdaIdentities::version),
          Map.entry("AWS::Logs::LogGroup", DataIdentities::logGroup),
          Map.entry("AWS::Logs::LogStream", Identity::byName),
          Map.entry("AWS::S3::Bucket", ReportIdentities::bucket),
          Map.entry("AWS::SNS::Subscription", EventIdentities::subscription),
          Map.entry("AWS::SNS::Topic", EventIdentities::topic),
          Map.entry("AWS::SNS::TopicPolicy", Identity::byName),
          Map.entry("AWS::SQS::Queue", DataIdentities::queue),
          Map.entry("AWS::SQS::QueuePolicy", Identity::byName));

  /// They describe or watch the others; nothing that a caller sees depends on them.
  private static final Set<String> HARMLESS =
      Set.of(
          "AWS::Athena::NamedQuery",
          "AWS::CDK::Metadata",
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::Logs::MetricFilter",
          "AWS::Logs::SubscriptionFilter",
          "AWS::S3::BucketPolicy");

  private Support() {}

  static Optional<Identity> identity(String type) {
    return Optional.ofNullable(KNOWN.get(type));
  }

  static boolean isHarmless(String type) {
    return HARMLESS.contains(type);
  }
}
