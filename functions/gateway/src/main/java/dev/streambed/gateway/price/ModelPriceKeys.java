package dev.streambed.gateway.price;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The keys under which a price book may list a model, most specific first.
///
/// | called by | tried in this order, in the Region `eu-central-1` |
/// |---|---|
/// | a model's id `p.m` | `bedrock/eu-central-1/p.m`, `p.m` |
/// | a cross-Region profile's id `eu.p.m` | `bedrock/eu-central-1/eu.p.m`, `eu.p.m`, `bedrock/eu-central-1/p.m`, `p.m` |
/// | the ARN of either | the ARN, then as the id in the Region of the ARN |
/// | any other ARN | the ARN: it does not say which model is behind it |
final class ModelPriceKeys {

  private static final Pattern ARN =
      Pattern.compile("arn:[^:]*:bedrock:([^:]*):[^:]*:(foundation-model|inference-profile)/(.+)");

  /// A geography, then the provider, then the model.
  private static final Pattern CROSS_REGION = Pattern.compile("([a-z]{2,6}(?:-gov)?)\\.(.+\\..+)");

  private static final String GLOBAL = "global";

  private ModelPriceKeys() {}

  /// @param region the Region in which Bedrock is called
  static List<String> of(String modelId, String region) {
    List<String> names = new ArrayList<>();
    if (!modelId.startsWith("arn:")) {
      addId(names, modelId, region);
      return names;
    }
    names.add(modelId);
    Matcher arn = ARN.matcher(modelId);
    if (arn.matches()) {
      addId(names, arn.group(3), arn.group(1));
    }
    return names;
  }

  private static void addId(List<String> names, String id, String region) {
    addRegional(names, id, region);
    Matcher crossRegion = CROSS_REGION.matcher(id);
    if (crossRegion.matches()) {
      // A global profile has the same price in every Region.
      boolean global = crossRegion.group(1).equals(GLOBAL);
      addRegional(names, crossRegion.group(2), global ? "" : region);
    }
  }

  private static void addRegional(List<String> names, String id, String region) {
    if (!region.isEmpty()) {
      names.add("bedrock/" + region + "/" + id);
    }
    names.add(id);
    names.add("bedrock/" + id);
  }
}
