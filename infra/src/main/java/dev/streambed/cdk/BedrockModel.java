package dev.streambed.cdk;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;

/**
 * A model that callers may use, and the least that IAM must allow for it. A caller names the model
 * with the same id or ARN.
 *
 * <p>A profile needs its own ARN and the foundation model behind it. The foundation model is
 * granted only to calls that come through this very profile, so choosing a profile never opens the
 * model itself.
 */
public sealed interface BedrockModel {

  /** What callers name the model by. */
  String id();

  /** What this model needs in the region and account of the stack. */
  List<InvokeGrant> grants(Stack stack);

  /**
   * Reads a model id as Bedrock writes it: {@code amazon.nova-lite-v1:0} is a model in the stack's
   * own region, {@code eu.amazon.nova-lite-v1:0} a geographic profile, {@code
   * global.amazon.nova-2-lite-v1:0} a global one.
   *
   * @throws IllegalArgumentException when the id is no model id, has a wildcard, or is an ARN
   */
  static BedrockModel of(String id) {
    if (ModelId.isGlobal(id)) {
      return new GlobalProfile(id);
    }
    return ModelId.isGeographic(id)
        ? new GeographicProfile(id, List.of())
        : new FoundationModel(id);
  }

  /**
   * A geographic profile whose regions are written out, for teams whose rules forbid wildcards.
   *
   * @param destinationRegions every region that the profile may be answered from: AWS asks for the
   *     model in each of them
   */
  static BedrockModel of(String id, String... destinationRegions) {
    Require.that(destinationRegions.length > 0, "destinationRegions: name at least one");
    return new GeographicProfile(id, Arrays.asList(destinationRegions));
  }

  /**
   * A profile that a team made to tag its costs.
   *
   * @param arn the whole ARN of the application inference profile
   * @param foundationModelId the model that it was made from, without a geographic prefix
   */
  static BedrockModel applicationProfile(String arn, String foundationModelId) {
    return new ApplicationProfile(arn, foundationModelId);
  }

  /** A foundation model, on demand, in the stack's region. */
  record FoundationModel(String id) implements BedrockModel {
    public FoundationModel {
      ModelId.requireValid(id);
    }

    @Override
    public List<InvokeGrant> grants(Stack stack) {
      return List.of(InvokeGrant.always(BedrockArns.of(stack).foundationModel(id)));
    }
  }

  /**
   * A system-defined profile whose prefix names a geography, such as {@code eu.}.
   *
   * @param destinationRegions where it may be answered from; empty: wherever Bedrock's profile says
   */
  record GeographicProfile(String id, List<String> destinationRegions) implements BedrockModel {
    public GeographicProfile {
      ModelId.requireGeographic(id);
      destinationRegions = List.copyOf(destinationRegions);
      destinationRegions.forEach(ModelId::requireRegion);
    }

    @Override
    public List<InvokeGrant> grants(Stack stack) {
      return BedrockArns.of(stack)
          .geographicProfile(id, destinationRegions.isEmpty() ? List.of("*") : destinationRegions);
    }
  }

  /** A system-defined profile that Bedrock may answer from any commercial region. */
  record GlobalProfile(String id) implements BedrockModel {
    public GlobalProfile {
      ModelId.requireGlobal(id);
    }

    @Override
    public List<InvokeGrant> grants(Stack stack) {
      return BedrockArns.of(stack).globalProfile(id);
    }
  }

  /** An application inference profile, given by its whole ARN. */
  record ApplicationProfile(String arn, String foundationModelId) implements BedrockModel {
    public ApplicationProfile {
      ModelId.requireApplicationProfile(arn);
      ModelId.requireValid(foundationModelId);
    }

    @Override
    public String id() {
      return arn;
    }

    @Override
    public List<InvokeGrant> grants(Stack stack) {
      var everywhere = BedrockArns.of(stack).foundationModel("*", foundationModelId);
      return List.of(
          InvokeGrant.always(arn),
          InvokeGrant.when(everywhere, Map.of(BedrockArns.PROFILE_KEY, arn)));
    }
  }
}
