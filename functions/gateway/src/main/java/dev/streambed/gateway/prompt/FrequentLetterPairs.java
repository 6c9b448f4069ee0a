package dev.streambed.gateway.prompt;

/// Pairs of Latin letters that are frequent in words. Tokenizers have tokens for frequent
/// sequences, so letters in frequent pairs often share a token, and others seldom do.
///
/// Counted in English prose; the first table covers about 70 % of all pairs, both tables 97 %.
/// Other languages have more of the rare pairs, and also more tokens.
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

  /// Whether two lower-case letters are a very frequent pair.
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
