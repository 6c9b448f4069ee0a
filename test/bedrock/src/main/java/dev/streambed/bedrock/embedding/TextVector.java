package dev.streambed.bedrock.embedding;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/// The vector of a text: the sum of a random direction for each of its words, with length 1.
///
/// @param values one for each dimension
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record TextVector(double[] values) {

  private static final int CHARACTERS_PER_TOKEN = 4;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  static TextVector of(String text, int dimensions) {
    double[] values = new double[dimensions];
    WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .forEach(word -> add(values, word.group(), 1));
    // Two texts of the same words in another order are near, but not equal.
    add(values, text, 0.1);
    double length = Math.sqrt(squares(values));
    for (int index = 0; index < dimensions; index++) {
      values[index] /= length;
    }
    return new TextVector(values);
  }

  /// How many tokens a text has.
  static int tokens(String text) {
    return Math.max(1, Math.ceilDiv(text.length(), CHARACTERS_PER_TOKEN));
  }

  /// Numbers of single precision, times a factor.
  ArrayNode floats(double factor) {
    ArrayNode floats = array();
    for (double value : values) {
      floats.add((float) (value * factor));
    }
    return floats;
  }

  /// Whole numbers from -128, or from the given least one.
  ArrayNode bytes(int least) {
    ArrayNode bytes = array();
    for (double value : values) {
      // Values are small: the longest is about four standard deviations.
      double scaled = value * Math.sqrt(values.length) / 4 * 128;
      bytes.add(Math.clamp(Math.round(scaled) + 128 + least, least, least + 255));
    }
    return bytes;
  }

  /// The signs, 1 for a positive value.
  ArrayNode signs() {
    ArrayNode signs = array();
    for (double value : values) {
      signs.add(value > 0 ? 1 : 0);
    }
    return signs;
  }

  /// The signs, eight in a byte.
  ///
  /// @param offset what is taken away from each byte
  ArrayNode packedSigns(int offset) {
    ArrayNode packed = array();
    for (int first = 0; first < values.length; first += 8) {
      int octet = 0;
      for (int bit = 0; bit < 8; bit++) {
        octet = octet * 2 + (values[first + bit] > 0 ? 1 : 0);
      }
      packed.add(octet - offset);
    }
    return packed;
  }

  private static void add(double[] values, String seed, double weight) {
    Random random = new Random(seed.hashCode());
    for (int index = 0; index < values.length; index++) {
      values[index] += weight * random.nextGaussian();
    }
  }

  private static double squares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }

  private static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
