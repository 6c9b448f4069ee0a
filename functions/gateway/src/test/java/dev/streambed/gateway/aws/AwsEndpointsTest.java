package dev.streambed.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.endpoints.BedrockRuntimeEndpointProvider;
import software.amazon.awssdk.services.dynamodb.endpoints.DynamoDbEndpointProvider;

/// Endpoints, beside those that the SDK finds, in every Region that it knows.
class AwsEndpointsTest {

  private static final List<Region> REGIONS = regions();

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void areThoseOfTheSdk(boolean fips, boolean dualStack) {
    for (Region region : REGIONS) {
      AwsEndpoints endpoints = new AwsEndpoints(region.id(), fips, dualStack);
      assertThat(endpoints.of("dynamodb")).isEqualTo(dynamoDb(region, fips, dualStack));
      assertThat(endpoints.of("bedrock-runtime")).isEqualTo(bedrock(region, fips, dualStack));
    }
  }

  @Test
  void haveTheDomainOfThePartition() {
    for (Region region : REGIONS) {
      assertThat(new AwsEndpoints(region.id(), false, false).dnsSuffix())
          .isEqualTo(PartitionMetadata.of(region).dnsSuffix());
    }
  }

  private static URI dynamoDb(Region region, boolean fips, boolean dualStack) {
    return DynamoDbEndpointProvider.defaultProvider()
        .resolveEndpoint(to -> to.region(region).useFips(fips).useDualStack(dualStack))
        .join()
        .endpointUrl()
        .toUri();
  }

  private static URI bedrock(Region region, boolean fips, boolean dualStack) {
    return BedrockRuntimeEndpointProvider.defaultProvider()
        .resolveEndpoint(to -> to.region(region).useFips(fips).useDualStack(dualStack))
        .join()
        .endpointUrl()
        .toUri();
  }

  // Some of its Regions are names of partitions.
  private static List<Region> regions() {
    List<Region> regions = new ArrayList<>();
    for (Region region : Region.regions()) {
      if (!region.isGlobalRegion()) {
        regions.add(region);
      }
    }
    regions.add(Region.of("eu-nowhere-9"));
    assertThat(regions).hasSizeGreaterThan(30);
    return regions;
  }
}
