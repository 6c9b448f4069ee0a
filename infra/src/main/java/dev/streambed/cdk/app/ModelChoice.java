package dev.streambed.cdk.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.cdk.BedrockModel;
import java.util.List;

/** One entry of the model list: an id, or an object if an id is not sufficient. */
final class ModelChoice {
  private ModelChoice() {}

  static BedrockModel read(String path, JsonNode node) {
    return node.isTextual()
        ? byId(path, node.textValue())
        : Section.read(path, node, ModelChoice::read);
  }

  private static BedrockModel byId(String path, String id) {
    try {
      return BedrockModel.of(id);
    } catch (IllegalArgumentException e) {
      throw new ChoiceException(path + ": " + e.getMessage(), e);
    }
  }

  private static BedrockModel read(Section section) {
    var arn = section.text("applicationProfile");
    var foundationModel = section.text("foundationModel");
    var profile = section.text("profile");
    var regions = section.texts("destinationRegions").orElse(List.of());
    var router = section.text("promptRouter");
    var models = section.texts("models").orElse(List.of());
    if (arn.isPresent() && foundationModel.isPresent() && section.has(2)) {
      return BedrockModel.applicationProfile(arn.get(), foundationModel.get());
    }
    if (profile.isPresent() && !regions.isEmpty() && section.has(2)) {
      return BedrockModel.of(profile.get(), regions.toArray(String[]::new));
    }
    if (router.isPresent() && !models.isEmpty() && section.has(2)) {
      return BedrockModel.promptRouter(
          router.get(), models.stream().map(BedrockModel::of).toArray(BedrockModel[]::new));
    }
    throw section.refusal(
        "has either applicationProfile and foundationModel, or profile and destinationRegions, or"
            + " promptRouter and models");
  }
}
