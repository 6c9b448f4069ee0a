package dev.streambed.cdk.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder that is written. */
record TemplateFolder(Path folder) {
  private static final String TEMPLATE = "template.json";
  private static final int HASH_DIGITS = 16;

  /**
   * Refuses a folder that holds something, unless an earlier run wrote it.
   *
   * @throws TemplateException if it does
   */
  void requireOwn() {
    if (Files.exists(folder) && !isEmpty() && earlierZip().isEmpty()) {
      throw new TemplateException(
          folder + " holds something else: give an empty or a new folder, or an earlier output");
    }
  }

  /** Writes all files. Those of an earlier run are replaced, its zip is deleted. */
  void write(CloudAssembly assembly) {
    var zip = assembly.zip();
    var zipName = "function-" + Hash.of(zip, HASH_DIGITS) + ".zip";
    var template = DeployableTemplate.of(assembly, zipName);
    var earlierZip = earlierZip();
    put(zipName, zip);
    put(TEMPLATE, Json.written(template));
    put("README.md", new FolderReadme(template, zipName).text());
    new TerraformModule(template, zipName)
        .files()
        .forEach((name, text) -> put("terraform/" + name, text));
    earlierZip.filter(name -> !name.equals(zipName)).ifPresent(this::delete);
  }

  private boolean isEmpty() {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      throw new TemplateException(folder + " is not a folder that can be read", e);
    }
  }

  /** The zip that an earlier run wrote. */
  private Optional<String> earlierZip() {
    var template = folder.resolve(TEMPLATE);
    if (!Files.isRegularFile(template)) {
      return Optional.empty();
    }
    try {
      var name =
          Json.read(template)
              .path("Metadata")
              .path(DeployableTemplate.OWN_METADATA)
              .path(DeployableTemplate.ZIP)
              .asText();
      return Optional.of(name).filter(text -> text.matches("function-[0-9a-f]+\\.zip"));
    } catch (UncheckedIOException | ClassCastException notJson) {
      return Optional.empty();
    }
  }

  private void put(String name, String text) {
    put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void put(String name, byte[] content) {
    var file = folder.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new TemplateException(file + " cannot be written", e);
    }
  }

  private void delete(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw new TemplateException(folder.resolve(name) + " cannot be deleted", e);
    }
  }
}
