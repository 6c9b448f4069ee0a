package dev.streambed.cli.stack;

import dev.streambed.cli.domain.CliException;
import dev.streambed.cli.domain.FrontDoorUrls;
import dev.streambed.cli.tables.StackTables;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Opens the tables of a stack on AWS.
final class DeployedStack {

  private static final String MODELS = "ModelIds";
  private static final String CUSTOMERS = "CustomersTableName";
  private static final String FUNCTION = "FunctionName";

  private DeployedStack() {}

  static StackTables open(StackName.Deployed target) {
    AwsCredentialsProvider credentials = credentials(target.profile());
    Region region = region(target);
    AwsCredentials resolved = resolve(credentials, target.profile());
    SdkHttpClient http = UrlConnectionHttpClient.create();
    StackOutputsReader stacks =
        new StackOutputsReader(signedPost(http, resolved, region, target.profile()));
    Map<String, String> outputs = stacks.read(CUSTOMERS, stackNames(target, "-data"));
    StackTables.Names names = StackTables.Names.of(outputs, target.name());
    return new StackTables(
        dynamoDb(target, region, credentials, http),
        names,
        region.id(),
        () -> models(stacks, target));
  }

  /// The gateway in the outputs of the service stack.
  static StackName.Gateway gateway(StackName.Deployed target) {
    Region region = region(target);
    AwsCredentials credentials = resolve(credentials(target.profile()), target.profile());
    SignedPost post =
        signedPost(UrlConnectionHttpClient.create(), credentials, region, target.profile());
    Map<String, String> outputs =
        new StackOutputsReader(post).read(FUNCTION, stackNames(target, "-service"));
    return new StackName.Gateway(
        frontDoorUrls(outputs),
        Optional.ofNullable(outputs.get("LogGroupName"))
            .map(group -> new CloudWatchFunctionLog(post, group)));
  }

  /// The addresses in the outputs of a service stack.
  static FrontDoorUrls frontDoorUrls(Map<String, String> outputs) {
    return new FrontDoorUrls(
        // The Function URL itself may answer CloudFront alone.
        Optional.ofNullable(outputs.get("CloudFrontUrl"))
            .or(() -> Optional.ofNullable(outputs.get("FunctionUrl")))
            .map(URI::create),
        Optional.ofNullable(outputs.get("RestUrl")).map(URI::create),
        Optional.ofNullable(outputs.get("WebSocketUrl")).map(URI::create));
  }

  // Deployed by CDK, it is two stacks; without CDK, one of that name. An ARN names one stack.
  private static List<String> stackNames(StackName.Deployed target, String suffix) {
    return target.name().startsWith("arn:")
        ? List.of(target.name())
        : List.of(target.name() + suffix, target.name());
  }

  private static SignedPost signedPost(
      SdkHttpClient http, AwsCredentials credentials, Region region, Optional<String> profile) {
    return new SignedPost(
        http, credentials, region, service -> SignedPost.endpoint(service, region, profile));
  }

  private static DynamoDbClient dynamoDb(
      StackName.Deployed target,
      Region region,
      AwsCredentialsProvider credentials,
      SdkHttpClient http) {
    return DynamoDbClient.builder()
        .region(region)
        .credentialsProvider(credentials)
        .httpClient(http)
        // A profile may also set endpoints.
        .overrideConfiguration(settings -> target.profile().ifPresent(settings::defaultProfileName))
        .build();
  }

  // A caller that may administer customers may lack permission for the service stack.
  private static Optional<List<String>> models(
      StackOutputsReader stacks, StackName.Deployed target) {
    try {
      return deployedModels(stacks.read(FUNCTION, stackNames(target, "-service")));
    } catch (CliException notTold) {
      return Optional.empty();
    }
  }

  /// The models in the outputs of a service stack; absent in older releases.
  static Optional<List<String>> deployedModels(Map<String, String> outputs) {
    return Optional.ofNullable(outputs.get(MODELS)).map(ids -> List.of(ids.split(",")));
  }

  private static AwsCredentialsProvider credentials(Optional<String> profile) {
    return profile
        .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  private static Region region(StackName.Deployed target) {
    if (target.region().isPresent()) {
      return Region.of(target.region().get());
    }
    try {
      DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
      target.profile().ifPresent(chain::profileName);
      return chain.build().getRegion();
    } catch (SdkException nowhere) {
      throw regionNotFound(nowhere);
    }
  }

  private static AwsCredentials resolve(AwsCredentialsProvider provider, Optional<String> profile) {
    try {
      return provider.resolveCredentials();
    } catch (SdkException | IllegalStateException | IllegalArgumentException nobody) {
      throw new CliException(CliException.Code.CREDENTIALS, noCredentials(nobody, profile), nobody);
    }
  }

  private static CliException regionNotFound(SdkException cause) {
    return new CliException(
        CliException.Code.CREDENTIALS,
        "no AWS region: give --region, or set AWS_REGION or the profile's region",
        cause);
  }

  // The exception of IAM Identity Center, by name: its class is loaded only if a profile needs it.
  private static String noCredentials(RuntimeException nobody, Optional<String> profile) {
    if (nobody.getClass().getSimpleName().equals("ExpiredTokenException")) {
      return "your sign-in has expired: sign in again, for example with `aws sso login`";
    }
    return profile
        .map(name ->
            "the profile %s gives no AWS credentials: sign in, or look at ~/.aws/config"
                .formatted(name))
        .orElse(
            "no AWS credentials found: sign in, set AWS_PROFILE, or give --profile;"
                + " --local is for the stack on this machine");
  }
}
