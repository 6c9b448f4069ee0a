package dev.streambed.cli.place;

import dev.streambed.cli.store.TableNames;
import dev.streambed.cli.store.Tables;
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
///
/// @param environment the variables of this process
record Deployment(Map<String, String> environment) {

  Tables open(Target.Deployed target) {
    AwsCredentialsProvider credentials = credentials(target.profile());
    Region region = region(target);
    Signature signature = new Signature(Credentials.resolve(credentials, target.profile()), region);
    SdkHttpClient http = UrlConnectionHttpClient.create();
    String stack = target.name() + "-data";
    Map<String, String> outputs =
        new StackOutputs(http, signature, StackOutputs.endpoint(region, environment)).of(stack);
    TableNames names = TableNames.of(outputs, stack);
    return new Tables(
        DynamoDbClient.builder()
            .region(region)
            .credentialsProvider(credentials)
            .httpClient(http)
            .build(),
        names,
        region.id());
  }

  private static AwsCredentialsProvider credentials(Optional<String> profile) {
    return profile
        .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  private static Region region(Target.Deployed target) {
    if (target.region().isPresent()) {
      return Region.of(target.region().get());
    }
    try {
      DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
      target.profile().ifPresent(chain::profileName);
      return chain.build().getRegion();
    } catch (SdkException nowhere) {
      throw Credentials.noRegion(nowhere);
    }
  }
}
