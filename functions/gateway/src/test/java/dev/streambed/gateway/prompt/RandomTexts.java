package dev.streambed.gateway.prompt;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// Random texts in many scripts, including those for which tokenizers have few long tokens.
final class RandomTexts {

  /// Scripts, and the Unicode ranges of most of their letters.
  static final Map<String, List<int[]>> SCRIPTS = scripts();

  private final Random random;

  RandomTexts(long seed) {
    random = new Random(seed);
  }

  /// Words of a script's letters, up to 9 letters each.
  String words(String script, int count) {
    return letters(Objects.requireNonNull(SCRIPTS.get(script)), count, 9);
  }

  /// Letters of pairs that are counted as frequent, so nothing is counted less.
  String frequentPairs(int count, int longest) {
    StringBuilder text = new StringBuilder();
    while (text.length() < count) {
      int letter = 'a' + random.nextInt(26);
      for (int at = 1 + random.nextInt(longest); at > 0; at--) {
        text.append((char) letter);
        letter = follower(letter);
      }
      text.append(' ');
    }
    return text.toString();
  }

  private int follower(int letter) {
    for (int tries = 0; tries < 500; tries++) {
      int next = 'a' + random.nextInt(26);
      if (FrequentLetterPairs.isVeryFrequent(letter, next)) {
        return next;
      }
    }
    return 'e';
  }

  String letters(List<int[]> blocks, int count, int longest) {
    StringBuilder text = new StringBuilder();
    int left = 1 + random.nextInt(longest);
    for (int letter = 0; letter < count; letter++) {
      int[] block = blocks.get(random.nextInt(blocks.size()));
      text.appendCodePoint(block[0] + random.nextInt(block[1] - block[0] + 1));
      if (--left == 0) {
        text.append(' ');
        left = 1 + random.nextInt(longest);
      }
    }
    return text.toString();
  }

  String base64(int bytes) {
    return Base64.getEncoder().encodeToString(bytes(bytes));
  }

  String hexadecimal(int bytes) {
    return HexFormat.of().formatHex(bytes(bytes));
  }

  /// Any bytes, as the characters U+0000 to U+00FF.
  String latin(int bytes) {
    return new String(bytes(bytes), StandardCharsets.ISO_8859_1);
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Map<String, List<int[]>> scripts() {
    Map<String, List<int[]>> scripts = new LinkedHashMap<>();
    scripts.put("Latin", List.of(range('a', 'z'), range('a', 'z'), range('A', 'Z')));
    scripts.put("Latin, accented", List.of(range('a', 'z'), range(0xe0, 0x17f)));
    scripts.put("Cyrillic", List.of(range(0x430, 0x44f)));
    scripts.put("Cyrillic, capitals too", List.of(range(0x410, 0x44f)));
    scripts.put("Cyrillic, all of it", List.of(range(0x400, 0x4ff)));
    scripts.put("Greek", List.of(range(0x391, 0x3a1), range(0x3b1, 0x3c9)));
    scripts.put("Hebrew", List.of(range(0x5d0, 0x5ea)));
    scripts.put("Arabic", List.of(range(0x627, 0x63a), range(0x641, 0x64a)));
    scripts.put("Devanagari", List.of(range(0x905, 0x939), range(0x93e, 0x94d)));
    scripts.put("Tamil", List.of(range(0xb85, 0xb8a), range(0xb95, 0xb95), range(0xbae, 0xbb9)));
    scripts.put("Thai", List.of(range(0xe01, 0xe3a)));
    scripts.put("Georgian", List.of(range(0x10d0, 0x10f0)));
    scripts.put("Ethiopic", List.of(range(0x1200, 0x1248)));
    scripts.put("Hiragana and Katakana", List.of(range(0x3041, 0x3096), range(0x30a1, 0x30fa)));
    scripts.put("Hangul", List.of(range(0xac00, 0xd7a3)));
    scripts.put("Chinese", List.of(range(0x4e00, 0x9fff)));
    scripts.put("Emoji", List.of(range(0x1f600, 0x1f64f), range(0x1f300, 0x1f5ff)));
    scripts.put("Marks upon marks", List.of(range(0x300, 0x36f)));
    scripts.put("Cuneiform", List.of(range(0x12000, 0x12399)));
    scripts.put("Digits", List.of(range('0', '9')));
    scripts.put("Signs", List.of(range('!', '/'), range(':', '@'), range('[', '`')));
    scripts.put("Everything printable", List.of(range(' ', '~')));
    scripts.put("White space", List.of(range('\t', '\n'), range(' ', ' '), range('\r', '\r')));
    scripts.put("Control characters", List.of(range(0, 0x1f)));
    return scripts;
  }

  private static int[] range(int first, int last) {
    return new int[] {first, last};
  }
}
