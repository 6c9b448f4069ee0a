package dev.streambed.e2e.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A folder of `./streambed synth --template`, with its zip in a bucket and a stack made of it, as
/// the local stack reads them: the local stack takes cloud assemblies.
///
/// @param folder the folder that was written
record UploadedTemplate(Path folder) {

  private static final String PREFIX = "releases/";

  /// Writes what the commands of the folder's README tell CloudFormation and S3.
  ///
  /// @param parameters those of the deployment, besides the place of the code
  Path deployment(Map<String, String> parameters) throws IOException {
    Path deployment = Files.createDirectories(folder.resolve("deployment"));
    String zip = Json.read(folder.resolve("template.json")).findPath("FunctionZip").asText();
    ObjectNode upload = Json.object();
    ObjectNode file = upload.putObject("files").putObject("function");
    file.putObject("source").put("path", "../" + zip);
    file.putObject("destinations").putObject("bucket").put("objectKey", PREFIX + zip);
    Files.write(deployment.resolve("upload.json"), Json.bytes(upload));

    ObjectNode manifest = Json.object();
    ObjectNode artifacts = manifest.putObject("artifacts");
    ObjectNode stack = artifacts.putObject("assistant");
    stack.put("type", "aws:cloudformation:stack");
    stack.put("environment", "aws://unknown-account/unknown-region");
    ObjectNode properties = stack.putObject("properties").put("templateFile", "../template.json");
    ObjectNode given = properties.putObject("parameters");
    given.put("CodeBucket", "code").put("CodePrefix", PREFIX);
    parameters.forEach(given::put);
    ObjectNode assets = artifacts.putObject("assets").put("type", "cdk:asset-manifest");
    assets.putObject("properties").put("file", "upload.json");
    Files.write(deployment.resolve("manifest.json"), Json.bytes(manifest));
    return deployment;
  }
}
