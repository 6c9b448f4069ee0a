package dev.streambed.cdk.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts beside these classes. */
final class TextResource {
  private TextResource() {}

  static String read(String name) {
    try (var text = TextResource.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException("this jar lacks " + name);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
