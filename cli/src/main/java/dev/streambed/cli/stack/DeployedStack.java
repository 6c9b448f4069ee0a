package dev.streambed.cli.stack;

import dev.streambed.cli.domain.CliException;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.cli.tables.TableNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private DeployedStack() {}

  static StackTables open(StackName.Deployed target) {
    AwsCredentialsProvider credentials = credentials(target.profile());
    Region region = region(target);
    RequestSigner requestSigner =
        new RequestSigner(Credentials.resolve(credentials, target.profile()), region);
    SdkHttpClient http = UrlConnectionHttpClient.create();
    StackOutputs stacks =
        new StackOutputs(http, requestSigner, StackOutputs.endpoint(region, target.profile()));
    String stack = target.name() + "-data";
    TableNames names = TableNames.of(stacks.read(stack), stack);
    return new StackTables(
        dynamoDb(target, region, credentials, http),
        names,
        region.id(),
        () -> models(stacks, target.name() + "-service"));
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
        // A profile says where services are, too.
        .overrideConfiguration(settings -> target.profile().ifPresent(settings::defaultProfileName))
        .build();
  }

  /// Whoever keeps customers may not be allowed to look at the service.
  private static Optional<List<String>> models(StackOutputs stacks, String stack) {
    try {
      return deployedModels(stacks.read(stack));
    } catch (CliException notTold) {
      return Optional.empty();
    }
  }

  /// What the service stack puts out; stacks of older releases do not.
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
      throw Credentials.regionNotFound(nowhere);
    }
  }
}
