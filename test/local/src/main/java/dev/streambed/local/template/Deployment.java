package dev.streambed.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.domain.LocalStackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Every stack of a cloud assembly, as if it had been deployed.
public final class Deployment {

  private final Arns arns;
  private final List<Resource> resources;
  private final Map<String, String> outputs;
  private final Map<String, Path> assets;

  private Deployment(Arns arns, List<StackResolver> stacks, Map<String, Path> assets) {
    this.arns = arns;
    this.resources =
        stacks.stream().flatMap(stackResolver -> stackResolver.resources().stream()).toList();
    this.outputs = new TreeMap<>();
    stacks.forEach(stackResolver -> outputs.putAll(stackResolver.outputs()));
    this.assets = assets;
  }

  /// Reads and resolves all stacks.
  ///
  /// @param folder the cloud assembly
  /// @param fallback account and region of stacks that specify none
  /// @throws LocalStackException when it is not a cloud assembly, or declares something unsupported
  public static Deployment read(Path folder, Arns fallback) {
    CloudAssembly assembly = CloudAssembly.read(folder, fallback);
    return new Deployment(onePlace(assembly, fallback), stacks(assembly), assembly.assets());
  }

  /// Account and region of all stacks.
  public Arns arns() {
    return arns;
  }

  /// Every resource of a type, in the order of the templates.
  public List<Resource> resources(String type) {
    return resources.stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /// The stacks' outputs, without exports.
  public Map<String, String> outputs() {
    return Map.copyOf(outputs);
  }

  /// The file that would be in the asset bucket.
  public Path asset(String objectKey) {
    Path file = assets.get(objectKey);
    if (file == null || !Files.exists(file)) {
      throw LocalStackException.assembly(
          "the asset " + objectKey + " is missing: synthesize again with ./streambed synth");
    }
    return file;
  }

  private static List<StackResolver> stacks(CloudAssembly assembly) {
    Exports exports = new Exports();
    List<StackResolver> stacks =
        assembly.stacks().stream()
            .map(template -> new StackResolver(template, exports::find))
            .toList();
    exports.stacks = stacks;
    return stacks;
  }

  private static Arns onePlace(CloudAssembly assembly, Arns fallback) {
    List<Arns> places = assembly.stacks().stream().map(StackTemplate::arns).distinct().toList();
    if (places.size() > 1) {
      throw LocalStackException.unsupported(
          "a deployment in several accounts or regions " + places);
    }
    return places.isEmpty() ? fallback : places.getFirst();
  }

  /// Resolves exports across stacks.
  private static final class Exports {
    private List<StackResolver> stacks = List.of();

    private JsonNode find(String name) {
      return stacks.stream()
          .map(stackResolver -> stackResolver.export(name))
          .flatMap(Optional::stream)
          .findFirst()
          .orElseThrow(() -> LocalStackException.assembly("no stack exports " + name));
    }
  }
}
