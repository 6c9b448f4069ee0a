package dev.streambed.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Maps URL paths of a site to files.
///
/// @param files files and folders by path; a key that ends in a slash is a folder, and the longest
///   matching key is used
record SiteFiles(Map<String, Path> files) {

  private static final String MAP = "site.json";

  SiteFiles {
    Map<String, Path> longestFirst =
        new TreeMap<>(
            Comparator.comparingInt(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    longestFirst.putAll(files);
    files = longestFirst;
  }

  /// The site of a folder: the files that its `site.json` lists, relative to its parent folder;
  /// without that file, the folder itself.
  static SiteFiles of(Path folder) {
    Path page = folder.toAbsolutePath().normalize();
    Path map = page.resolve(MAP);
    if (!Files.isRegularFile(map)) {
      return new SiteFiles(Map.of("/", page));
    }
    Map<String, Path> files = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : Json.read(map).properties()) {
      files.put(entry.getKey(), page.resolveSibling(entry.getValue().asText()).normalize());
    }
    return new SiteFiles(files);
  }

  /// The file for a path.
  ///
  /// @param escapedPath the path as requested, still escaped
  /// @return nothing when there is no such file, or it may not be served
  Optional<Path> find(String escapedPath) {
    String path = URLDecoder.decode(escapedPath.replace("+", "%2B"), StandardCharsets.UTF_8);
    String filePath = path.endsWith("/") ? path + "index.html" : path;
    if (filePath.contains("/.") || filePath.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    return files.entrySet().stream()
        .filter(entry -> fits(entry.getKey(), filePath))
        .findFirst()
        .map(entry -> file(entry, filePath))
        .filter(Files::isRegularFile);
  }

  private static boolean fits(String key, String path) {
    return key.endsWith("/") ? path.startsWith(key) : path.equals(key);
  }

  private static Path file(Map.Entry<String, Path> entry, String path) {
    return entry.getKey().endsWith("/")
        ? entry.getValue().resolve(path.substring(entry.getKey().length()))
        : entry.getValue();
  }
}
