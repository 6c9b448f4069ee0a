package dev.streambed.gateway.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// The clients of Bedrock's runtime API, one for each Region, built on first use. Thread-safe.
public final class BedrockClients {

  private final Function<String, AwsServiceClient> builder;
  private final Map<String, AwsServiceClient> built = new HashMap<>();

  /// @param builder makes a client for a Region; the empty one is the function's own
  public BedrockClients(Function<String, AwsServiceClient> builder) {
    this.builder = builder;
  }

  /// The client for a Region.
  ///
  /// @param region empty for the function's own
  public synchronized AwsServiceClient in(String region) {
    AwsServiceClient known = built.get(region);
    AwsServiceClient client = known == null ? builder.apply(region) : known;
    built.put(region, client);
    return client;
  }
}
