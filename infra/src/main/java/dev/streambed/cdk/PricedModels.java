package dev.streambed.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * The models of the price book bundled with the function, read from the zip that is deployed. JSON
 * is read with the library that the CDK depends on.
 *
 * @param models the names of the price book's entries
 */
record PricedModels(Set<String> models) {
  private static final String BOOK = "dev/streambed/gateway/price/prices.json";

  /** Cached beside the zip, because searching the zip takes longer than most of a synthesis. */
  private static final String COPY = "prices.json";

  /** The geography, then the provider, then the model. */
  private static final Pattern CROSS_REGION = Pattern.compile("[a-z]{2,6}(?:-[a-z]+)?\\.(.+\\..+)");

  static PricedModels in(Path functionZip) {
    try {
      return read(copyOf(functionZip));
    } catch (IOException e) {
      throw new UncheckedIOException("the price book of " + functionZip + " cannot be read", e);
    }
  }

  /**
   * Whether the function knows a price of this model in every Region: it looks for the names that
   * the function looks for, without those of a single Region.
   *
   * @param modelId an id or an ARN
   */
  boolean has(String modelId) {
    return names(modelId)
        .anyMatch(name -> models.contains(name) || models.contains("bedrock/" + name));
  }

  private static Stream<String> names(String modelId) {
    if (!ModelArn.isArn(modelId)) {
      return namesOfId(modelId);
    }
    var arn = ModelArn.of(modelId);
    return switch (arn.kind()) {
      case ModelArn.FOUNDATION_MODEL, ModelArn.INFERENCE_PROFILE ->
          Stream.concat(Stream.of(modelId), namesOfId(arn.name()));
      default -> Stream.of(modelId);
    };
  }

  private static Stream<String> namesOfId(String id) {
    Matcher crossRegion = CROSS_REGION.matcher(id);
    return crossRegion.matches() ? Stream.of(id, crossRegion.group(1)) : Stream.of(id);
  }

  private static PricedModels read(Path book) throws IOException {
    var entries = new ObjectMapper().readTree(Files.readAllBytes(book)).properties();
    return new PricedModels(
        entries.stream()
            .filter(entry -> isPriced(entry.getValue()))
            .map(entry -> entry.getKey())
            .collect(Collectors.toSet()));
  }

  private static boolean isPriced(JsonNode entry) {
    return entry.properties().stream()
        .anyMatch(member -> member.getKey().contains("_cost") && member.getValue().asDouble() > 0);
  }

  private static Path copyOf(Path functionZip) throws IOException {
    var copy = functionZip.resolveSibling(COPY);
    if (!Files.isRegularFile(copy)) {
      var unfinished = functionZip.resolveSibling(COPY + "." + UUID.randomUUID());
      Files.write(unfinished, extract(functionZip));
      Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
    }
    return copy;
  }

  private static byte[] extract(Path functionZip) throws IOException {
    try (var zip = new ZipFile(functionZip.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (entry.getName().endsWith(".jar")) {
          var jar = new ZipInputStream(zip.getInputStream(entry));
          if (isAtBook(jar)) {
            return jar.readAllBytes();
          }
        }
      }
    }
    throw new IOException("there is no " + BOOK + " in it");
  }

  private static boolean isAtBook(ZipInputStream jar) throws IOException {
    for (var entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
      if (entry.getName().equals(BOOK)) {
        return true;
      }
    }
    return false;
  }
}
