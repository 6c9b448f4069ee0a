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
public sealed interface BedrockModel
    permits BedrockModel.FoundationModel,
        BedrockModel.GeographicProfile,
        BedrockModel.GlobalProfile,
        BedrockModel.ApplicationProfile,
        ModelByArn,
        ProfileByArn,
        PromptRouter {

  /** What callers name it by: an id or an ARN. */
  String modelId();

  /** What this model needs in the region and account of the stack. */
  List<InvokeGrant> grants(Stack stack);

  /**
   * Reads a model id as Bedrock writes it: {@code amazon.nova-lite-v1:0} is a model in the stack's
   * own region, {@code eu.amazon.nova-lite-v1:0} a geographic profile, {@code
   * global.amazon.nova-2-lite-v1:0} a global one. Or the whole ARN of a foundation model, an
   * inference profile of AWS's, provisioned throughput, an imported model, or a deployment of a
   * custom model: callers then name the model by this ARN.
   *
   * @throws IllegalArgumentException when it is neither, has a wildcard, or is an ARN that does not
   *     say which models are behind it
   */
  static BedrockModel of(String id) {
    if (ModelArn.isArn(id)) {
      return ModelArn.of(id).model();
    }
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
    PropsCheck.that(destinationRegions.length > 0, "destinationRegions: name at least one");
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

  /**
   * A prompt router: it chooses one of several models for each request.
   *
   * @param arn its whole ARN, of a team's own router or one of AWS's
   * @param models every model that it chooses from, the fallback too; callers can also name them
   *     directly, because Bedrock asks for the same permission either way
   */
  static BedrockModel promptRouter(String arn, BedrockModel... models) {
    return new PromptRouter(arn, Arrays.asList(models));
  }

  /** A foundation model, on demand, in the stack's region. */
  record FoundationModel(String id) implements BedrockModel {
    public FoundationModel {
      ModelId.requireValid(id);
    }

    @Override
    public String modelId() {
      return id;
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
    public String modelId() {
      return id;
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
    public String modelId() {
      return id;
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
    public String modelId() {
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
