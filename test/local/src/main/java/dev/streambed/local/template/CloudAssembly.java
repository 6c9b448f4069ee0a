package dev.streambed.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.domain.Json;
import dev.streambed.local.domain.LocalStackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The output of `cdk synth`: templates and assets.
///
/// @param stacks in the order of the manifest
/// @param assets files by their key in the asset bucket
record CloudAssembly(List<StackTemplate> stacks, Map<String, Path> assets) {

  private static final String MANIFEST = "manifest.json";

  CloudAssembly {
    stacks = List.copyOf(stacks);
    assets = Map.copyOf(assets);
  }

  /// Reads the manifest and the files that it lists.
  ///
  /// @param folder usually `cdk.out`
  /// @param fallback account and region of stacks that specify none
  static CloudAssembly read(Path folder, Arns fallback) {
    Path manifest = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(manifest)) {
      throw LocalStackException.assembly(
          folder + " holds no cloud assembly: run ./streambed synth, or name another folder");
    }
    List<StackTemplate> stacks = new ArrayList<>();
    Map<String, Path> assets = new HashMap<>();
    for (Map.Entry<String, JsonNode> artifact :
        Json.read(manifest).path("artifacts").properties()) {
      switch (artifact.getValue().path("type").asText()) {
        case "aws:cloudformation:stack" ->
            stacks.add(
                StackTemplate.read(folder, artifact.getKey(), artifact.getValue(), fallback));
        case "cdk:asset-manifest" -> addAssets(folder, artifact.getValue(), assets);
        case "cdk:cloud-assembly" ->
            throw LocalStackException.unsupported("the stage " + artifact.getKey());
        default -> {}
      }
    }
    return new CloudAssembly(stacks, assets);
  }

  private static void addAssets(Path folder, JsonNode artifact, Map<String, Path> assets) {
    Path manifest = folder.resolve(artifact.path("properties").path("file").asText());
    for (JsonNode file : Json.read(manifest).path("files")) {
      Path source = folder.resolve(file.path("source").path("path").asText());
      for (JsonNode destination : file.path("destinations")) {
        assets.put(destination.path("objectKey").asText(), source);
      }
    }
  }
}
