package dev.streambed.cdk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * Reports at synthesis what would fail or surprise at deployment: errors, with which the CDK CLI
 * does not deploy, and warnings, which a team acknowledges by their ids.
 */
final class SynthesisChecks {
  private static final String ID = "streambed:";
  private static final int MOST_NAMED = 10;
  private static final int REGION_OF_ARN = 3;
  private static final int ACCOUNT_OF_ARN = 4;

  /**
   * The Regions without Function URLs according to Lambda's developer guide. AWS adds Regions, so
   * this is only a warning.
   */
  private static final Set<String> WITHOUT_FUNCTION_URLS =
      Set.of(
          "ap-east-2",
          "ap-south-2",
          "ap-southeast-4",
          "ap-southeast-5",
          "ap-southeast-6",
          "ap-southeast-7",
          "ca-west-1",
          "eu-central-2",
          "eu-south-2",
          "il-central-1",
          "me-central-1");

  private final Annotations annotations;
  private final StreambedProps props;
  private final Optional<String> region;

  private SynthesisChecks(Construct streambed, StreambedProps props, Optional<String> region) {
    this.annotations = Annotations.of(streambed);
    this.props = props;
    this.region = region;
  }

  /** Checks the properties and the Region. */
  static void check(Construct streambed, StreambedProps props, PricedModels prices) {
    var synthesisChecks =
        new SynthesisChecks(streambed, props, DeployRegion.of(Stack.of(streambed)));
    synthesisChecks.ofModels(prices);
    synthesisChecks.ofLogRole();
    synthesisChecks.ofVpc();
    synthesisChecks.ofAccount(Stack.of(streambed).getAccount());
    synthesisChecks.region.ifPresent(synthesisChecks::ofRegion);
  }

  private void ofModels(PricedModels prices) {
    var ids = props.models().stream().map(BedrockModel::modelId).toList();
    var twice = new ArrayList<>(ids);
    new HashSet<>(ids).forEach(twice::remove);
    if (!twice.isEmpty()) {
      warn("modelChosenTwice", "models: chosen more than once: " + some(twice));
    }
    var unpriced = ids.stream().distinct().filter(id -> !prices.has(id)).toList();
    if (!unpriced.isEmpty()) {
      warn(
          "unpricedModel",
          "models: the function's bundled price book has no price of "
              + some(unpriced)
              + ". Their answers are recorded without a cost, and customers with a budget"
              + " (usdPerMonth) cannot use them, until a price book of your own has their prices"
              + " (docs/prices.md)");
    }
  }

  private void ofLogRole() {
    boolean logs =
        (props.has(FrontDoor.REST_API) && props.restApi().accessLogs() == AccessLogs.ON)
            || (props.has(FrontDoor.WEB_SOCKET) && props.webSocket().accessLogs() == AccessLogs.ON);
    if (logs && !props.bringsLogRole()) {
      warn(
          "apiGatewayLogRole",
          "accessLogs: API Gateway writes logs with one role of the account, and does not deploy a"
              + " stage with a log if the account has no such role in this Region. In that case"
              + " choose ON_WITH_ACCOUNT_ROLE (in cdk.json onWithAccountRole), which creates the"
              + " role, or OFF");
    }
  }

  private void ofVpc() {
    props
        .vpc()
        .flatMap(settings -> new VpcCheck(props, settings).finding())
        .ifPresent(finding -> warn("vpcEndpoints", finding));
  }

  /** The function knows a table only by its name. */
  private void ofAccount(String account) {
    var elsewhere =
        Token.isUnresolved(account)
            ? List.<String>of()
            : otherThan(account, ACCOUNT_OF_ARN, tables()).toList();
    if (!elsewhere.isEmpty()) {
      annotations.addError(
          "tables: the function finds tables of its own account, not " + some(elsewhere));
    }
  }

  private static Stream<String> otherThan(String expected, int part, Stream<String> arns) {
    return arns.filter(arn -> !Token.isUnresolved(arn))
        .filter(arn -> !part(arn, part).equals(expected));
  }

  /** A part of an ARN; empty in a text that is none. */
  private static String part(String arn, int part) {
    var parts = arn.split(":", -1);
    return part < parts.length ? parts[part] : "";
  }

  private void ofResources(String name) {
    var elsewhere = otherThan(name, REGION_OF_ARN, resources()).toList();
    if (!elsewhere.isEmpty()) {
      annotations.addError(
          "tables, encryptionKey, domain, logGroup, originSecret, alarmTopic, deadLetterQueue: these resources must be of the stack's own"
              + " Region, which is "
              + name
              + ", not "
              + some(elsewhere));
    }
  }

  private Stream<String> resources() {
    var domains =
        Stream.of(props.restApi().domain(), props.webSocket().domain())
            .flatMap(Optional::stream)
            .map(domain -> domain.certificate().getCertificateArn());
    return Stream.of(
            domains,
            props.encryptionKey().stream().map(IKey::getKeyArn),
            props.logGroup().stream().map(ILogGroup::getLogGroupArn),
            props.cloudFront().stream().flatMap(SynthesisChecks::secrets),
            props.alarmTopic().stream().map(ITopic::getTopicArn),
            props.deadLetterQueue().stream().map(IQueue::getQueueArn),
            tables())
        .flatMap(arns -> arns);
  }

  private static Stream<String> secrets(CloudFrontSettings settings) {
    return Stream.of(settings.originSecret(), settings.alternateOriginSecret())
        .flatMap(Optional::stream)
        .map(ISecret::getSecretArn);
  }

  private Stream<String> tables() {
    return props.tables().stream().flatMap(GatewayTables::all).map(ITable::getTableArn);
  }

  private void ofRegion(String name) {
    ofResources(name);
    if (props.has(FrontDoor.FUNCTION_URL)) {
      ofFunctionUrl(name);
    }
    if (name.startsWith("cn-")) {
      warn("noBedrockInChina", "AWS offers Amazon Bedrock's models in no Region of China: " + name);
    }
    var elsewhere =
        arns()
            .map(ModelArn::of)
            .filter(arn -> !arn.region().equals(name))
            .map(ModelArn::value)
            .distinct()
            .toList();
    if (!elsewhere.isEmpty()) {
      annotations.addError(
          "models: Bedrock invokes only ARNs of its own Region, which is "
              + name
              + ", not "
              + some(elsewhere));
    }
  }

  private void ofFunctionUrl(String name) {
    if (name.startsWith("us-gov-")) {
      annotations.addError(
          "frontDoors: AWS GovCloud (US) has no Lambda Function URLs: choose REST_API and"
              + " WEB_SOCKET without FUNCTION_URL (in cdk.json restApi, webSocket)");
    } else if (WITHOUT_FUNCTION_URLS.contains(name)) {
      warn(
          "functionUrlRegion",
          "frontDoors: according to Lambda's developer guide "
              + name
              + " has no Function URLs: choose front doors without FUNCTION_URL, or acknowledge"
              + " this warning if it has them now");
    }
  }

  private Stream<String> arns() {
    return props.models().stream()
        .flatMap(model ->
            model instanceof PromptRouter router
                ? Stream.concat(
                    Stream.of(router.arn()), router.models().stream().map(BedrockModel::modelId))
                : Stream.of(model.modelId()))
        .filter(ModelArn::isArn);
  }

  private void warn(String id, String message) {
    annotations.addWarningV2(ID + id, message);
  }

  private static String some(List<String> names) {
    var first = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
    return names.size() > MOST_NAMED
        ? first + " and " + (names.size() - MOST_NAMED) + " more"
        : first;
  }
}
