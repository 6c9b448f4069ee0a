package dev.streambed.cdk.app;

import dev.streambed.cdk.CloudFrontSettings;
import dev.streambed.cdk.CustomDomain;
import dev.streambed.cdk.FunctionSettings;
import dev.streambed.cdk.GatewayTableNames;
import dev.streambed.cdk.GatewayTables;
import dev.streambed.cdk.StreambedProps;
import dev.streambed.cdk.VpcSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroupImportOptions;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.CapacityProvider;
import software.amazon.awscdk.services.lambda.ICapacityProvider;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.TopicAttributes;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueAttributes;
import software.constructs.Construct;

/**
 * Resources of the account that the configuration names; a stack imports them.
 *
 * @param cloudFront the distribution in front of the Function URL, with what it uses
 * @param alarmTopic the topic for alarms
 * @param deadLetterQueue the queue for failed invocations
 * @param encryptionKey the ARN of a key for what the app creates
 * @param logGroup the name of the function's log group
 * @param capacityProvider the ARN of a capacity provider for the function
 */
record ExistingResources(
    Optional<Tables> tables,
    Optional<Network> vpc,
    Optional<Domain> restDomain,
    Optional<Domain> webSocketDomain,
    Optional<CloudFront> cloudFront,
    Optional<Encrypted> alarmTopic,
    Optional<Encrypted> deadLetterQueue,
    Optional<String> encryptionKey,
    Optional<String> logGroup,
    Optional<String> capacityProvider) {
  private static final int REGION_OF_ARN = 3;
  private static final int ACCOUNT_OF_ARN = 4;
  private static final SecurityGroupImportOptions UNCHANGED =
      SecurityGroupImportOptions.builder().mutable(false).build();

  /**
   * Tables by their names or ARNs.
   *
   * @param encryptionKey the ARN of their key
   */
  record Tables(GatewayTableNames names, Optional<String> encryptionKey) {

    GatewayTables importInto(Construct scope) {
      var encrypted =
          encryptionKey
              .map(arn -> names.withEncryptionKey(Key.fromKeyArn(scope, "TablesKey", arn)))
              .orElse(names);
      return GatewayTables.fromNames(scope, "Tables", encrypted);
    }
  }

  /** The ids of a VPC, of private subnets in it, and of security groups. */
  record Network(String id, List<String> subnetIds, List<String> securityGroupIds) {

    VpcSettings importInto(Construct scope) {
      var vpc =
          Vpc.fromVpcAttributes(
              scope,
              "Vpc",
              VpcAttributes.builder()
                  .vpcId(id)
                  // CDK wants a zone for each subnet; no template has them.
                  .availabilityZones(
                      IntStream.range(0, subnetIds.size()).mapToObj(n -> "zone-" + n).toList())
                  .privateSubnetIds(subnetIds)
                  .build());
      Annotations.of(vpc).acknowledgeWarning("@aws-cdk/aws-ec2:noSubnetRouteTableId");
      return VpcSettings.of(vpc)
          .withSecurityGroups(
              securityGroupIds.stream()
                  .map(group -> SecurityGroup.fromSecurityGroupId(scope, group, group, UNCHANGED))
                  .toArray(ISecurityGroup[]::new));
    }
  }

  /** A domain name with the ARN of its certificate. */
  record Domain(String name, String certificateArn, Optional<String> basePath) {

    CustomDomain importInto(Construct scope, String id) {
      return new CustomDomain(
          name, Certificate.fromCertificateArn(scope, id, certificateArn), basePath);
    }
  }

  /** A distribution's domain names, and the ARNs of what it uses. */
  record CloudFront(
      List<String> domainNames,
      Optional<String> certificateArn,
      Optional<String> webAclArn,
      Optional<String> originSecretArn,
      Optional<String> alternateOriginSecretArn,
      boolean directAccess) {
    static final CloudFront DEFAULTS =
        new CloudFront(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            CloudFrontSettings.DEFAULTS.directAccess());

    CloudFrontSettings importInto(Construct scope) {
      return new CloudFrontSettings(
          domainNames,
          certificateArn.map(
              arn -> Certificate.fromCertificateArn(scope, "CloudFrontCertificate", arn)),
          webAclArn,
          originSecretArn.map(arn -> Secret.fromSecretCompleteArn(scope, "OriginSecret", arn)),
          alternateOriginSecretArn.map(
              arn -> Secret.fromSecretCompleteArn(scope, "AlternateOriginSecret", arn)),
          directAccess);
    }
  }

  /** The ARNs of a topic or queue and of its key. */
  record Encrypted(String arn, Optional<String> encryptionKey) {

    ITopic importTopic(Construct scope) {
      var attributes = TopicAttributes.builder().topicArn(arn);
      encryptionKey.ifPresent(attributes::keyArn);
      return Topic.fromTopicAttributes(scope, "AlarmTopic", attributes.build());
    }

    IQueue importQueue(Construct scope) {
      var attributes = QueueAttributes.builder().queueArn(arn);
      encryptionKey.ifPresent(attributes::keyArn);
      return Queue.fromQueueAttributes(scope, "DeadLetterQueue", attributes.build());
    }
  }

  /** Imports everything but the tables into the service's stack. */
  StreambedProps addTo(StreambedProps service, Construct scope) {
    var props = service.toBuilder();
    vpc.map(chosen -> chosen.importInto(scope)).ifPresent(props::vpc);
    importKey(scope).ifPresent(props::encryptionKey);
    logGroup
        .map(name -> LogGroup.fromLogGroupName(scope, "LogGroup", name))
        .ifPresent(props::logGroup);
    restDomain
        .map(domain -> domain.importInto(scope, "RestCertificate"))
        .map(service.restApi()::withDomain)
        .ifPresent(props::restApi);
    webSocketDomain
        .map(domain -> domain.importInto(scope, "WebSocketCertificate"))
        .map(service.webSocket()::withDomain)
        .ifPresent(props::webSocket);
    alarmTopic.map(chosen -> chosen.importTopic(scope)).ifPresent(props::alarmTopic);
    deadLetterQueue.map(chosen -> chosen.importQueue(scope)).ifPresent(props::deadLetterQueue);
    cloudFront.map(chosen -> chosen.importInto(scope)).ifPresent(props::cloudFront);
    capacityProvider
        .map(arn -> CapacityProvider.fromCapacityProviderArn(scope, "CapacityProvider", arn))
        .map(provider -> on(provider, service.function()))
        .ifPresent(props::function);
    return props.build();
  }

  private static FunctionSettings on(ICapacityProvider provider, FunctionSettings function) {
    var instances =
        function
            .managedInstances()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "capacityProvider: choose managedInstances of the function as well"));
    return function.withManagedInstances(instances.withCapacityProvider(provider));
  }

  /**
   * The account and Region of the stacks. CDK writes a table with a key only into a stack whose
   * Region is known; without a key the stacks go to the deployer's.
   */
  Optional<Environment> environment() {
    return encryptionKey
        .map(arn -> arn.split(":", -1))
        .map(arn ->
            Environment.builder().region(arn[REGION_OF_ARN]).account(arn[ACCOUNT_OF_ARN]).build());
  }

  Optional<IKey> importKey(Construct scope) {
    return encryptionKey.map(arn -> Key.fromKeyArn(scope, "EncryptionKey", arn));
  }
}
