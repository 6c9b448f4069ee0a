package dev.streambed.bedrock.fault;

/// Whom faults are for.
///
/// @param model a model id, or its beginning and `*`
/// @param region the region that a request is signed for; empty for any
public record FaultTarget(String model, String region) {

  /// Every request.
  public static final FaultTarget ANY = new FaultTarget("*", "");

  /// Reads a model id, or its beginning and `*`, followed by `@` and a region if only requests to
  /// that one are meant: `amazon.nova-*`, `*@us-west-2`.
  public static FaultTarget of(String text) {
    int at = text.indexOf('@');
    return at < 0
        ? new FaultTarget(text, "")
        : new FaultTarget(text.substring(0, at), text.substring(at + 1));
  }

  /// Whether a request is meant.
  public boolean includes(String modelId, String signedRegion) {
    boolean isModel =
        model.endsWith("*")
            ? modelId.startsWith(model.substring(0, model.length() - 1))
            : modelId.equals(model);
    return isModel && (region.isEmpty() || region.equals(signedRegion));
  }
}
