package dev.streambed.gateway.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// The clients for operations that are sent as bytes, one for each Region, built on first use.
/// Thread-safe.
public final class BedrockHttpClients {

  private final Function<String, BedrockHttpClient> builder;
  private final Map<String, BedrockHttpClient> built = new HashMap<>();

  /// @param builder makes a client for a Region; the empty one is the function's own
  public BedrockHttpClients(Function<String, BedrockHttpClient> builder) {
    this.builder = builder;
  }

  /// The client for a Region.
  ///
  /// @param region empty for the function's own
  public synchronized BedrockHttpClient in(String region) {
    BedrockHttpClient known = built.get(region);
    BedrockHttpClient client = known == null ? builder.apply(region) : known;
    built.put(region, client);
    return client;
  }
}
