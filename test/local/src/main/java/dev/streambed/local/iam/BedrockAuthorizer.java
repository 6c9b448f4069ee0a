package dev.streambed.local.iam;

import dev.streambed.bedrock.Authorizer;
import dev.streambed.local.domain.Arn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Authorizes calls of Bedrock by the roles of the template.
///
/// @param iam the roles and their credentials
public record BedrockAuthorizer(Iam iam) implements Authorizer {

  private static final String PROFILE_KEY = "bedrock:InferenceProfileArn";
  private static final String GUARDRAIL_KEY = "bedrock:GuardrailIdentifier";
  private static final String REGION_KEY = "aws:RequestedRegion";

  /// The region that IAM uses for a model without one, as behind a global inference profile.
  private static final String NO_REGION = "unspecified";

  @Override
  public Decision decide(
      String accessKeyId, String action, List<String> resourceArns, Optional<String> guardrail) {
    Optional<String> profile =
        resourceArns.stream().filter(BedrockAuthorizer::isProfile).findFirst();
    for (String arn : resourceArns) {
      Map<String, String> context = context(arn, profile);
      guardrail.ifPresent(named -> context.put(GUARDRAIL_KEY, named));
      switch (iam.decide(accessKeyId, new AccessRequest(action, arn, context))) {
        case dev.streambed.local.iam.Decision.Allowed _ -> {}
        case dev.streambed.local.iam.Decision.Denied denied -> {
          return new Decision.Denied(iam.principal(accessKeyId), arn, denied.because());
        }
      }
    }
    return new Decision.Allowed();
  }

  @Override
  public String principal(String accessKeyId) {
    return iam.principal(accessKeyId);
  }

  private static Map<String, String> context(String arn, Optional<String> profile) {
    Map<String, String> context = new HashMap<>();
    String region = Arn.of(arn).map(Arn::region).orElse("");
    context.put(REGION_KEY, region.isEmpty() ? NO_REGION : region);
    profile.filter(it -> !it.equals(arn)).ifPresent(it -> context.put(PROFILE_KEY, it));
    return context;
  }

  private static boolean isProfile(String arn) {
    return Arn.of(arn).filter(it -> it.resource().contains("inference-profile/")).isPresent();
  }
}
