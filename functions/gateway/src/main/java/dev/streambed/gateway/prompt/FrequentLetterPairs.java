package dev.streambed.gateway.prompt;

/// Which two letters of the Latin alphabet often stand side by side in words. Tokenizers have
/// tokens for what is frequent, so letters in frequent pairs share a token, and others seldom do.
///
/// Counted in English prose; the first table has about 70 % of all pairs there, both have 97 %.
/// Other languages have more pairs that are rare here, and more tokens as well.
final class FrequentLetterPairs {

  private static final String[] TOP = {
    "clmnrst", "e", "aehot", "ei", "acdnrs", "o", "e", "aeio", "bcelnost", "", "", "aeil", "aeo",
    "cdegost", "dfmnprtu", "aer", "", "aeios", "eiost", "aehiors", "nrst", "e", "i", "", "o", ""
  };

  private static final String[] COMMON = {
    "bcdfgiklmnprstuvwy",
    "adeilorsuy",
    "acehiklortu",
    "adeikorsuy",
    "abcdefgilmnpqrstvwxy",
    "aefilortuy",
    "aehinr",
    "aeiort",
    "abcdefglmnoprstv",
    "aeou",
    "eis",
    "adeilostuy",
    "abeimopsu",
    "acdefgilnostuvy",
    "bcdefgklmnoprstuvw",
    "aehiloprstuwy",
    "u",
    "acdegiklmnorstuvy",
    "acdehiopstuw",
    "aehiloprstuwy",
    "abcdeilmnprst",
    "aeio",
    "aehinors",
    "cept",
    "oprs",
    "e"
  };

  private static final int[] TOP_MASKS = masks(TOP);
  private static final int[] COMMON_MASKS = masks(COMMON);

  private FrequentLetterPairs() {}

  /// Of two lower-case letters.
  static boolean isVeryFrequent(int first, int second) {
    return ((TOP_MASKS[first - 'a'] >> (second - 'a')) & 1) == 1;
  }

  static boolean isFrequent(int first, int second) {
    return ((COMMON_MASKS[first - 'a'] >> (second - 'a')) & 1) == 1;
  }

  private static int[] masks(String[] followers) {
    int[] masks = new int[followers.length];
    for (int letter = 0; letter < masks.length; letter++) {
      for (int at = 0; at < followers[letter].length(); at++) {
        masks[letter] |= 1 << (followers[letter].charAt(at) - 'a');
      }
    }
    return masks;
  }
}
