package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.Stack;

/**
 * A system-defined profile whose prefix names a geography, such as {@code eu.}.
 *
 * @param destinationRegions the regions that it may route to; if empty, those of Bedrock's profile
 */
record GeographicProfile(String id, List<String> destinationRegions) implements InvokableModel {
  GeographicProfile {
    ModelId.requireGeographic(id);
    destinationRegions = List.copyOf(destinationRegions);
    destinationRegions.forEach(ModelId::requireRegion);
  }

  @Override
  public String modelId() {
    return id;
  }

  @Override
  public List<InvokableResource> grants(Stack stack, String region) {
    return new BedrockArns(stack, region)
        .geographicProfile(id, destinationRegions.isEmpty() ? List.of("*") : destinationRegions);
  }
}
