package dev.streambed.cdk.template;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The template that is written: that of the stacks, with parameters. */
final class DeployableTemplate {
  /** The key of its metadata by which an earlier output is known. */
  static final String OWN_METADATA = "Streambed";

  static final String ZIP = "FunctionZip";

  private DeployableTemplate() {}

  /**
   * Makes the template.
   *
   * @param zip the name of the function's zip
   */
  static ObjectNode of(CloudAssembly assembly, String zip) {
    var merged = MergedTemplate.of(assembly);
    var section = new ParameterSection();
    var resources = new Resources((ObjectNode) merged.path("Resources"));
    requireNoInstances(resources);
    new FunctionParameters(resources, section).addAll(zip);
    new OperationParameters(resources, section).addAll();
    var sections = FunctionVersion.identifyIn(merged);

    var template = Json.object();
    template.put("AWSTemplateFormatVersion", "2010-09-09");
    template.put(
        "Description",
        "Streambed: a gateway in front of Amazon Bedrock that streams, with its tables");
    var metadata = template.putObject("Metadata");
    metadata.putObject(OWN_METADATA).put(ZIP, zip);
    metadata.set("AWS::CloudFormation::Interface", section.consoleInterface());
    template.set("Parameters", section.parameters());
    template.set("Conditions", section.conditions());
    template.set("Resources", sections.path("Resources"));
    template.set("Outputs", sections.path("Outputs"));
    return template;
  }

  /** They take other memory than the parameter does, and no reserved concurrency. */
  private static void requireNoInstances(Resources resources) {
    if (resources.onlyProperties("AWS::Lambda::Function").has("CapacityProviderConfig")) {
      throw new TemplateException(
          "managedInstances: a template without CDK has none, because its parameters are those of a"
              + " function without them");
    }
  }
}
