package dev.streambed.e2e.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Real and synthetic recordings, in one folder for replay.
///
/// @param folder their folder
public record Recordings(Path folder) {

  private static final String META = ".meta.json";

  /// The folder that the product's Bedrock endpoint replays.
  public static Recordings staged() {
    return new Recordings(Repository.target().resolve("recordings"));
  }

  static Recordings stage() throws IOException {
    Recordings staged = staged();
    Files.createDirectories(staged.folder);
    staged.clear();
    SyntheticRecordings.write(staged.folder);
    Path shared = Repository.shared("recordings");
    if (Files.isDirectory(shared)) {
      for (Recording recording : new Recordings(shared).all()) {
        recording.copyTo(staged.folder);
      }
    }
    return staged;
  }

  /// The recordings that answer a call of `POST /bedrock`, in the order of their names.
  public List<Recording> all() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(META))
          .map(name -> name.substring(0, name.length() - META.length()))
          .sorted()
          .flatMap(name -> Recording.read(folder, name).stream())
          .toList();
    }
  }

  /// Their models, as in cdk.json.
  SortedSet<String> models() throws IOException {
    SortedSet<String> models = new TreeSet<>();
    for (Recording recording : all()) {
      String model = recording.model();
      models.add(model.substring(model.lastIndexOf('/') + 1));
    }
    return models;
  }

  // Files of an earlier run may have been removed since.
  private void clear() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
