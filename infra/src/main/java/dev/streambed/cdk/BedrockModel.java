package dev.streambed.cdk;

import java.util.Arrays;
import java.util.List;

/**
 * A model that callers may use, with the minimum IAM permissions that it requires. Callers use the
 * same id or ARN as the model id.
 *
 * <p>A profile requires permissions for its own ARN and for the foundation model behind it. The
 * foundation model is granted only to calls through this profile, so that choosing a profile does
 * not allow direct calls of the model.
 */
public sealed interface BedrockModel permits InvokableModel {

  /** The model id that callers use: an id or an ARN. */
  String modelId();

  /**
   * Reads a model id as Bedrock writes it: {@code amazon.nova-lite-v1:0} is a model in the stack's
   * region, {@code eu.amazon.nova-lite-v1:0} a geographic profile, {@code
   * global.amazon.nova-2-lite-v1:0} a global one. It can also be the ARN of a foundation model, a
   * system-defined inference profile, provisioned throughput, an imported model or a custom model
   * deployment; callers then use this ARN.
   *
   * @throws IllegalArgumentException if it is neither, has a wildcard, or is an ARN that does not
   *     determine the models behind it
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
   * A geographic profile with explicit regions, for teams whose rules forbid wildcards.
   *
   * @param destinationRegions every region that the profile may route to; IAM requires permission
   *     for the model in each of them
   */
  static BedrockModel of(String id, String... destinationRegions) {
    PropsCheck.that(destinationRegions.length > 0, "destinationRegions: name at least one");
    return new GeographicProfile(id, Arrays.asList(destinationRegions));
  }

  /**
   * An application inference profile, which a team creates to tag its costs.
   *
   * @param arn the ARN of the application inference profile
   * @param foundationModelId the model that the profile was created from, without a geographic
   *     prefix
   */
  static BedrockModel applicationProfile(String arn, String foundationModelId) {
    return new ApplicationProfile(arn, foundationModelId);
  }

  /**
   * A prompt router: it chooses one of several models for each request.
   *
   * @param arn the ARN of a team's own router or of a default one
   * @param models every model that it chooses from, including the fallback; callers can also use
   *     them directly, because Bedrock checks the same permission
   */
  static BedrockModel promptRouter(String arn, BedrockModel... models) {
    return new PromptRouter(arn, Arrays.asList(models));
  }
}
