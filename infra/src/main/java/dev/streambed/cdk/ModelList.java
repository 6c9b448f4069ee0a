package dev.streambed.cdk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import software.amazon.awscdk.Token;

/**
 * The models as the value of an environment variable. Lambda's limit is 4 KB for all variables, and
 * more models may be chosen than fit as plain text.
 */
final class ModelList {
  /** The room that other variables leave, with a margin. */
  static final int MOST_CHARACTERS = 2400;

  private static final int MOST_PLAIN = 1000;

  private ModelList() {}

  /**
   * The variable's value; empty if the models do not fit even when compressed.
   *
   * @param room the maximum number of characters
   */
  static Optional<String> of(List<BedrockModel> models, int room) {
    var plain =
        models.stream().map(BedrockModel::modelId).distinct().collect(Collectors.joining(","));
    if (plain.length() <= Math.min(MOST_PLAIN, room) || Token.isUnresolved(plain)) {
      return Optional.of(plain);
    }
    var zipped = "gzip:" + Base64.getEncoder().encodeToString(gzip(plain));
    return zipped.length() <= room ? Optional.of(zipped) : Optional.empty();
  }

  private static byte[] gzip(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
