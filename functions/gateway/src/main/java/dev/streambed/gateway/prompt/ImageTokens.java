package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.ModelId;
import java.util.Optional;

/// The most tokens that an image may count for. Models scale down images that are larger than they
/// support; `docs/limits.md` has the sources of these numbers.
///
/// | family | tokens | at most |
/// |---|---|---|
/// | Claude from 4.7 on, and unknown Claude | squares of 28 pixels | 4,784 |
/// | earlier Claude | the same | 1,600 |
/// | Nova | a 600th of its pixels, plus 200 | 4,800 |
/// | any other | squares of 16 pixels, and at least 2,600 | 16,400 |
///
/// @param square edge of the square that is one token, in pixels
/// @param base tokens added to every image
/// @param least the fewest tokens, because small images are scaled up
/// @param most the most tokens
record ImageTokens(double square, long base, long least, long most) {

  private static final ImageTokens CLAUDE = new ImageTokens(28, 16, 0, 4784 + 16);
  private static final ImageTokens EARLIER_CLAUDE = new ImageTokens(28, 16, 0, 1600);
  static final ImageTokens NOVA = new ImageTokens(Math.sqrt(600), 200, 800, 4800);
  static final ImageTokens OTHER = new ImageTokens(16, 16, 2600, 16_400);

  static ImageTokens of(ModelId model) {
    return ModelFamily.of(model).imageTokens(ModelFamily.id(model));
  }

  static ImageTokens claude(String id) {
    return isEarlier(id) ? EARLIER_CLAUDE : CLAUDE;
  }

  /// The tokens of an image of this size; the most when the size is unknown.
  long of(Optional<ImageSize> size) {
    return size.map(this::of).orElse(most);
  }

  private long of(ImageSize size) {
    double squares = Math.ceil(size.width() / square) * Math.ceil(size.height() / square);
    return Math.min(most, Math.max(least, base + (long) squares));
  }

  // `claude-3-…`, `claude-v2`, `claude-instant-…`, `claude-opus-4-20250514`, `claude-opus-4-6`.
  private static boolean isEarlier(String id) {
    if (id.contains("claude-3-") || id.contains("claude-v") || id.contains("claude-instant")) {
      return true;
    }
    int four = id.indexOf("-4-");
    char minor = four < 0 || four + 3 >= id.length() ? '9' : id.charAt(four + 3);
    return minor >= '0' && minor <= '6';
  }
}
