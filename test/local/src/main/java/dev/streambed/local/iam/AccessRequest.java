package dev.streambed.local.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A request for an IAM decision: an action on a resource.
///
/// @param action for example `dynamodb:GetItem`
/// @param resource the ARN of the resource
/// @param context values of condition keys; names in any case
public record AccessRequest(String action, String resource, Map<String, String> context) {

  public AccessRequest {
    context =
        context.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }

  public AccessRequest(String action, String resource) {
    this(action, resource, Map.of());
  }

  /// A service's use of a key on behalf of its caller.
  ///
  /// @param service for example `sns`
  public static AccessRequest ofKey(String action, String keyArn, String service, String region) {
    String name = service + "." + region + ".amazonaws.com";
    return new AccessRequest(
        action, keyArn, Map.of("kms:ViaService", name, "aws:RequestedRegion", region));
  }

  Optional<String> value(String conditionKey) {
    return Optional.ofNullable(context.get(conditionKey.toLowerCase(Locale.ROOT)));
  }

  boolean matchesAction(List<String> patterns) {
    String lower = action.toLowerCase(Locale.ROOT);
    return patterns.stream()
        .anyMatch(pattern -> Wildcard.matches(pattern.toLowerCase(Locale.ROOT), lower));
  }

  boolean matchesResource(List<String> patterns) {
    return patterns.stream().anyMatch(pattern -> Wildcard.matches(pattern, resource));
  }
}
