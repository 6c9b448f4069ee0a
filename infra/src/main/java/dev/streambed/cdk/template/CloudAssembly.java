package dev.streambed.cdk.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What CDK has synthesized.
 *
 * @param templates by the names of their stacks
 * @param functionZip the one asset that is no template
 */
record CloudAssembly(Map<String, ObjectNode> templates, Path functionZip) {
  private static final String ANY_ENVIRONMENT = "aws://unknown-account/unknown-region";

  static CloudAssembly read(Path folder) {
    var templates = new TreeMap<String, ObjectNode>();
    var zips = new TreeSet<Path>();
    for (var artifact : artifacts(folder)) {
      switch (artifact.path("type").asText()) {
        case "aws:cloudformation:stack" -> {
          requireAnyEnvironment(artifact);
          var properties = artifact.path("properties");
          var file = properties.path("templateFile").asText();
          templates.put(file.replace(".template.json", ""), Json.read(folder.resolve(file)));
        }
        case "cdk:asset-manifest" -> zips.addAll(zips(folder, artifact));
        default -> {
          // Metadata of the constructs.
        }
      }
    }
    if (zips.size() != 1) {
      throw new TemplateException("the stacks have other assets than the function's zip: " + zips);
    }
    return new CloudAssembly(templates, zips.first());
  }

  byte[] zip() {
    try {
      return Files.readAllBytes(functionZip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> artifacts(Path folder) {
    var artifacts = new ArrayList<JsonNode>();
    Json.read(folder.resolve("manifest.json")).path("artifacts").forEach(artifacts::add);
    return artifacts;
  }

  private static void requireAnyEnvironment(JsonNode artifact) {
    if (!artifact.path("environment").asText().equals(ANY_ENVIRONMENT)) {
      throw new TemplateException(
          "encryptionKey: with a key CDK writes the tables for one account and Region only, and a"
              + " template for any cannot have it; use ./streambed deploy");
    }
  }

  private static List<Path> zips(Path folder, JsonNode artifact) {
    var manifest = Json.read(folder.resolve(artifact.path("properties").path("file").asText()));
    var zips = new ArrayList<Path>();
    for (var file : manifest.path("files")) {
      var path = file.path("source").path("path").asText();
      if (!path.endsWith(".template.json")) {
        zips.add(folder.resolve(path));
      }
    }
    return zips;
  }
}
