package dev.streambed.cdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The function's zip from this jar, as a file for CDK.
 *
 * <p>The file's directory is named by a hash of the content. The file is not deleted, because with
 * asset staging disabled the CLI reads it after this process has ended. Several processes may
 * extract it concurrently.
 *
 * @param cache the directory that caches extracted files between syntheses
 */
record FunctionZip(Path cache) {
  private static final String RESOURCE = "/lib/asset/function.zip";
  private static final String NAME = "function.zip";

  static FunctionZip inUserCache() {
    var configured = System.getenv("XDG_CACHE_HOME");
    var home =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    return new FunctionZip(home.resolve("streambed"));
  }

  /** Extracts the zip unless the cache has it. */
  Path unpack() {
    try {
      return unpack(carried());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the function's zip cannot be unpacked below " + cache + ": set XDG_CACHE_HOME", e);
    }
  }

  private Path unpack(byte[] zip) throws IOException {
    var directory = Files.createDirectories(cache.resolve(sha256(zip)));
    var file = directory.resolve(NAME);
    if (!holds(file, zip)) {
      // Not createTempFile, because only the owner could read its file and hence the asset.
      var unfinished = directory.resolve(NAME + "." + UUID.randomUUID());
      Files.write(unfinished, zip);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  private static byte[] carried() throws IOException {
    try (InputStream zip = FunctionZip.class.getResourceAsStream(RESOURCE)) {
      if (zip == null) {
        throw new IllegalStateException(
            "this jar lacks " + RESOURCE + ": build it with mvn package, which adds the function");
      }
      return zip.readAllBytes();
    }
  }

  private static boolean holds(Path file, byte[] zip) throws IOException {
    return Files.isRegularFile(file)
        && Files.size(file) == zip.length
        && Arrays.equals(Files.readAllBytes(file), zip);
  }

  static String sha256(byte[] zip) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
