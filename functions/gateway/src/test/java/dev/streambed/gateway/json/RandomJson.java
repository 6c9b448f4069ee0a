package dev.streambed.gateway.json;

import java.util.Random;

/// Makes documents up.
final class RandomJson {

  private static final String[] SCALARS = {
    "0",
    "-1",
    "12.50",
    "1e3",
    "-0.1E-2",
    "123456789012345678901234567890",
    "true",
    "false",
    "null",
    "\"\"",
    "\"a\"",
    "\"é\"",
    "\"\\n\\u00e9\"",
    "\"\\ud83d\\ude00\"",
    "\"😀\"",
    "\"a\\\\\\\"b\""
  };
  private static final String[] SPACES = {"", " ", "\n", "\t \r\n"};
  private static final String DAMAGE = "{}[]\",:0123456789.eE+-\\utrfalsn \n\t\u0000x";

  private RandomJson() {}

  static String document(Random random) {
    return space(random) + value(random, 0) + space(random);
  }

  static String damaged(String text, Random random) {
    int at = random.nextInt(text.length());
    char other = DAMAGE.charAt(random.nextInt(DAMAGE.length()));
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, at) + text.substring(at + 1);
      case 1 -> text.substring(0, at) + other + text.substring(at);
      default -> text.substring(0, at) + other + text.substring(at + 1);
    };
  }

  private static String value(Random random, int depth) {
    int kind = random.nextInt(depth > 4 ? 1 : 3);
    return switch (kind) {
      case 0 -> SCALARS[random.nextInt(SCALARS.length)];
      case 1 -> container(random, depth, false);
      default -> container(random, depth, true);
    };
  }

  private static String container(Random random, int depth, boolean isObject) {
    StringBuilder text = new StringBuilder(isObject ? "{" : "[");
    int size = random.nextInt(4);
    for (int index = 0; index < size; index++) {
      text.append(index == 0 ? "" : ",").append(space(random));
      if (isObject) {
        text.append("\"k").append(index).append('"').append(space(random)).append(':');
      }
      text.append(space(random)).append(value(random, depth + 1)).append(space(random));
    }
    return text.append(isObject ? "}" : "]").toString();
  }

  private static String space(Random random) {
    return SPACES[random.nextInt(SPACES.length)];
  }
}
